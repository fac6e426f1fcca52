package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keycloak's SCIM API answers filters from its own tables: of a tenant's users they would find none. */
final class ScimFilterIT {

    private final KeycloakUnderTest keycloak = PreviewServer.get();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", "acme-secret-1");
    private final TestTenant globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");

    /** Requests by a service that may administer the realm. */
    private Http scim(TestRealm realm) {
        realm.put("", Map.of("scimApiEnabled", true)).requiring(204);
        String address = keycloak.server().url() + "/realms/" + realm.name() + "/scim/v2";
        String client = realm.post("/clients", Map.of("clientId", "identity", "secret", "identity-secret",
                "serviceAccountsEnabled", true, "standardFlowEnabled", false,
                "protocolMappers", List.of(Map.of("name", "scim", "protocol", "openid-connect",
                        "protocolMapper", "oidc-audience-mapper", "config", Map.of(
                                "included.custom.audience", address, "access.token.claim", "true")))))
                .requiring(201).createdId();
        String user = realm.get("/clients/" + client + "/service-account-user").json().get("id").asText();
        String management = realm.clientUuid("realm-management");
        realm.post("/users/" + user + "/role-mappings/clients/" + management, List.of(
                realm.get("/clients/" + management + "/roles/realm-admin").json())).requiring(204);
        Answer token = realm.realm().token(Map.of("grant_type", "client_credentials",
                "client_id", "identity", "client_secret", "identity-secret"));
        return Http.at(address).bearer(token.requiring(200).json().get("access_token").asText());
    }

    private static String filter(String filter) {
        return "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        JsonNode error = answer.json();
        assertThat(error.get("schemas").toString()).contains("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(error.get("scimType").asText()).isEqualTo("invalidFilter");
        assertThat(error.get("detail").asText()).contains("does not support filters");
    }

    @Test
    void aTenantRefusesFiltersForUsersAndListsThemWithout() {
        Http scim = scim(acme);

        assertRefused(scim.get("/Users" + filter("userName eq \"ada\"")));
        assertRefused(scim.get("/Users" + filter("userName eq \"nobody\"")));
        assertRefused(scim.post("/Users/.search", Map.of(
                "schemas", List.of("urn:ietf:params:scim:api:messages:2.0:SearchRequest"),
                "filter", "userName eq \"ada\"")));

        Answer all = scim.get("/Users");
        assertThat(all.status()).as(all.body()).isEqualTo(200);
        assertThat(all.json().at("/Resources").findValuesAsText("userName")).contains("ada");
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
    }

    @Test
    void aTenantRefusesFiltersForMembersAndFindsGroupsByName() {
        Http scim = scim(acme);
        acme.post("/groups", Map.of("name", "crew")).requiring(201);

        assertRefused(scim.get("/Groups" + filter("members eq \"" + acme.firstUserId() + "\"")));

        Answer named = scim.get("/Groups" + filter("displayName eq \"crew\""));
        assertThat(named.status()).as(named.body()).isEqualTo(200);
        assertThat(named.json().get("totalResults").asInt()).isEqualTo(1);
    }

    @Test
    void aStandardRealmFindsUsersByFilter() {
        Answer found = scim(StandardRealm.create(keycloak, "ada", "lovelace-1815"))
                .get("/Users" + filter("userName eq \"ada\""));

        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.json().get("totalResults").asInt()).isEqualTo(1);
    }
}
