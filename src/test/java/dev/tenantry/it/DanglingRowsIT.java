package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deleting an object of a tenant's realm, such as a role, also deletes the tenant's rows that refer to the object. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share one tenant
final class DanglingRowsIT {

    private final TestTenant acme = new TestTenants(KeycloakUnderTest.shared()).provision("ada", "acme-secret-1");
    private final String ada = acme.firstUserId();

    @Test
    void deletingARoleDeletesItsMappings() {
        acme.post("/roles", Map.of("name", "poet"));
        Object role = acme.get("/roles/poet").json();
        acme.post("/users/" + ada + "/role-mappings/realm", List.of(role));
        String id = acme.get("/roles/poet").json().get("id").asText();
        assertThat(acme.count("role_mapping", "role_id = '" + id + "'")).isEqualTo(1);

        assertThat(acme.delete("/roles/poet").status()).isEqualTo(204);

        assertThat(acme.count("role_mapping", "role_id = '" + id + "'")).isZero();
    }

    @Test
    void deletingAGroupDeletesItsMembershipsAndThoseOfItsSubgroups() {
        String parent = acme.post("/groups", Map.of("name", "poets")).createdId();
        String child = acme.post("/groups/" + parent + "/children", Map.of("name", "romantics"))
                .json().get("id").asText();
        for (String group : List.of(parent, child)) {
            assertThat(acme.put("/users/" + ada + "/groups/" + group, Map.of()).status()).isEqualTo(204);
        }
        assertThat(acme.count("group_membership", "true")).isEqualTo(2);

        assertThat(acme.delete("/groups/" + parent).status()).isEqualTo(204);

        assertThat(acme.count("group_membership", "true")).isZero();
    }

    @Test
    void deletingAnIdentityProviderDeletesItsLinks() {
        acme.post("/identity-provider/instances", Map.of("alias", "partner", "providerId", "oidc",
                "config", Map.of("clientId", "a", "clientSecret", "b", "authorizationUrl", "https://partner.test/a",
                        "tokenUrl", "https://partner.test/t")));
        assertThat(acme.post("/users/" + ada + "/federated-identity/partner",
                Map.of("userId", "17", "userName", "ada@partner")).status()).isEqualTo(204);
        assertThat(acme.count("broker_link", "provider = 'partner'")).isEqualTo(1);

        assertThat(acme.delete("/identity-provider/instances/partner").status()).isEqualTo(204);

        assertThat(acme.count("broker_link", "true")).isZero();
    }

    @Test
    void deletingAClientAndAClientScopeDeletesConsentsRolesAndTheServiceAccount() {
        String scope = acme.post("/client-scopes", Map.of("name", "verses", "protocol", "openid-connect",
                "attributes", Map.of("display.on.consent.screen", "true"))).createdId();
        String client = acme.post("/clients", Map.of("clientId", "anthology", "secret", "s", "consentRequired", true,
                "serviceAccountsEnabled", true, "redirectUris", List.of("http://localhost/anthology"),
                "directAccessGrantsEnabled", true, "publicClient", false)).createdId();
        acme.put("/clients/" + client + "/default-client-scopes/" + scope, Map.of());
        acme.post("/clients/" + client + "/roles", Map.of("name", "editor"));
        Object role = acme.get("/clients/" + client + "/roles/editor").json();
        acme.post("/users/" + ada + "/role-mappings/clients/" + client, List.of(role));
        consent();
        assertThat(acme.count("consent_scope", "scope_id = '" + scope + "'")).isEqualTo(1);
        assertThat(acme.count("users", "service_account_client = '" + client + "'")).isEqualTo(1);

        assertThat(acme.delete("/clients/" + client + "/default-client-scopes/" + scope).status()).isEqualTo(204);
        assertThat(acme.delete("/client-scopes/" + scope).status()).isEqualTo(204);
        assertThat(acme.count("consent_scope", "scope_id = '" + scope + "'")).isZero();
        assertThat(acme.count("consent", "client_id = '" + client + "'")).isEqualTo(1);

        assertThat(acme.delete("/clients/" + client).status()).isEqualTo(204);

        assertThat(acme.count("consent", "true")).isZero();
        assertThat(acme.count("consent_scope", "true")).isZero();
        assertThat(acme.count("users", "service_account_client is not null")).isZero();
        assertThat(acme.count("role_mapping m", "not exists (select from public.keycloak_role r where r.id = m.role_id)"))
                .isZero();
    }

    @Test
    void deletingAClientScopeDeletesTheVerifiableCredentialsThatItDescribes() {
        assertThat(acme.put("", Map.of("verifiableCredentialsEnabled", true)).status()).isEqualTo(204);
        String diploma = acme.post("/client-scopes", Map.of("name", "diploma", "protocol", "oid4vc",
                "attributes", Map.of("vc.credential_configuration_id", "diploma"))).createdId();
        acme.post("/users/" + ada + "/vc/credentials", Map.of("credentialScopeName", "diploma"));
        assertThat(acme.count("verifiable_credential", "client_scope_id = '" + diploma + "'")).isEqualTo(1);

        assertThat(acme.delete("/client-scopes/" + diploma).status()).isEqualTo(204);

        assertThat(acme.count("verifiable_credential", "true")).isZero();
    }

    private void consent() {
        LoginBrowser browser = new LoginBrowser(acme.realm());
        browser.authorize("anthology", "http://localhost/anthology");
        browser.submit("ada", "acme-secret-1");
        assertThat(browser.submit(Map.of("accept", "Yes"))).isInstanceOf(LoginOutcome.SignedIn.class);
    }
}
