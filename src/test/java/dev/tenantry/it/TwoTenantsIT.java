package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the two tests of Pow's guide to multitenancy, whose design Tenantry follows, and more tests of two tenants. */
@Tag("main")
@Tag("containers")
final class TwoTenantsIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");

    @Test
    void aUserProvisionedInOneTenantIsRefusedInTheOther() {
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);

        assertThat(globex.signIn("ada", "acme-secret-1").json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(acme.signIn("ada", "globex-secret-2").json().get("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aUserWhoRegistersInOneTenantIsUnknownInTheOther() {
        assertThat(acme.put("", Map.of("registrationAllowed", true)).status()).isEqualTo(204);
        LoginBrowser browser = new LoginBrowser(acme.realm());
        browser.register(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);

        LoginOutcome registered = browser.submit(Map.of(
                "username", "grace",
                "email", "grace@acme.test",
                "firstName", "Grace",
                "lastName", "Hopper",
                "password", "cobol-1959",
                "password-confirm", "cobol-1959"));

        assertThat(registered).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(acme.count("users", "username = 'grace'")).isEqualTo(1);
        assertThat(globex.signIn("grace", "cobol-1959").json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(globex.get("/users?username=grace&exact=true").json()).isEmpty();
    }

    /** The test first reads the user in the user's own tenant, so that the user is in Keycloak's cache. */
    @Test
    void anIdOfOneTenantsUserIsNotFoundInTheOther() {
        String ada = "/users/" + acme.firstUserId();
        assertThat(acme.get(ada).json().get("username").asText()).isEqualTo("ada");
        assertThat(acme.get(ada + "/federated-identity").json()).isEmpty();
        assertThat(acme.get(ada + "/consents").json()).isEmpty();

        for (String path : List.of("", "/credentials", "/federated-identity", "/consents", "/groups", "/role-mappings")) {
            assertThat(globex.get(ada + path).status()).as(path).isEqualTo(404);
        }
        assertThat(globex.put(ada, Map.of("firstName", "Mallory")).status()).isEqualTo(404);
        assertThat(globex.delete(ada).status()).isEqualTo(404);
        assertThat(globex.get("/users?search=id:" + acme.firstUserId()).json()).isEmpty();
        assertThat(acme.get(ada).json().get("firstName").asText()).isEqualTo("Ada");
    }

    @Test
    void twoUsersImportedWithTheSameIdAreDifferentUsers() {
        String ofAcme = importedInto(acme);
        String ofGlobex = importedInto(globex);

        assertThat(ofAcme).endsWith(":grace-1906").isNotEqualTo(ofGlobex);
        assertThat(ofGlobex).endsWith(":grace-1906");
        assertThat(acme.put("/users/" + ofAcme, Map.of("firstName", "Brewster")).status()).isEqualTo(204);
        assertThat(globex.get("/users/" + ofGlobex).json().get("firstName").asText()).isEqualTo("Grace");
    }

    private static String importedInto(TestTenant tenant) {
        Answer imported = tenant.post("/partialImport", Map.of("ifResourceExists", "FAIL", "users", List.of(Map.of(
                "id", "grace-1906", "username", "grace", "firstName", "Grace", "lastName", "Hopper",
                "email", "grace@example.test", "enabled", true))));
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        return tenant.get("/users?username=grace").json().at("/0/id").asText();
    }

    @Test
    void provisioningATenantTwiceIsAConflictAndChangesNothing() {
        String realmBefore = acme.get("").body();
        List<List<Object>> registryBefore = registry();
        List<List<Object>> usersBefore = users();

        Answer again = tenants.provision(TestTenants.request(acme.name(), "mallory", "other-secret-3"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("field").asText()).isEqualTo("name");
        assertThat(again.json().get("errorMessage").asText()).contains(acme.name()).contains("exists already");
        assertThat(acme.get("").body()).isEqualTo(realmBefore);
        assertThat(registry()).isEqualTo(registryBefore);
        assertThat(users()).isEqualTo(usersBefore);
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }

    private List<List<Object>> registry() {
        return keycloak.database().rows("select realm_id, name, schema_name, state from tenantry.tenant order by 1");
    }

    private List<List<Object>> users() {
        return keycloak.database().rows(
                "select id, username, email, enabled from \"" + acme.schema() + "\".users order by id");
    }
}
