package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/guides/from-organizations.md move the members of each organization into a tenant, with their
 * passwords.
 */
@Tag("long")
final class FromOrganizationsIT {

    private static final String OLD = "customers";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    @TempDir
    private Path folder;

    @AfterEach
    void drop() {
        keycloak.admin().delete("/" + OLD);
        TestTenants.dropAndFree(keycloak.admin(), "acme", "globex", "trial-acme", "trial-globex");
    }

    @Test
    void membersSignInAtTheirTenantsWithTheirOldPasswords() throws IOException {
        String grace = makeTheRealm();

        Program.Result result = DocumentedCommands.of("guides/from-organizations.md").run(folder, keycloak);

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output()).contains("3 acme.ndjson", "3 globex.ndjson", "\"access_token\"");
        assertThat(keycloak.admin().get("/" + OLD).status()).isEqualTo(404);
        assertThat(keycloak.admin().get("/trial-acme").status()).isEqualTo(404);
        assertThat(usernames("acme")).containsExactlyInAnyOrder("ada", "grace", "joan", "support");
        assertThat(usernames("globex")).containsExactlyInAnyOrder("hank", "homer", "joan", "support");
        assertSignIn("acme", "ada", "lovelace-1815");
        assertSignIn("acme", "joan", "clarke-1917");
        assertSignIn("globex", "joan", "clarke-1917");
        assertSignIn("globex", "hank", "scorpio-1996");
        assertThat(find("acme", "grace").get("id").asText()).startsWith("f:").endsWith(":" + grace);
        AdminApi ada = new AdminApi(keycloak.server().url(), "acme", "ada", "lovelace-1815");
        assertThat(ada.get("/acme/users").json()).hasSize(4);
        AdminApi joan = new AdminApi(keycloak.server().url(), "acme", "joan", "clarke-1917");
        assertThat(joan.get("/acme/users").status()).isEqualTo(403);
        assertThat(linksOfHank()).containsExactly("hank-at-partner");
    }

    /** Creates the realm with its organizations and members. @return the id of the user grace */
    private String makeTheRealm() {
        keycloak.admin().post("", Map.of("realm", OLD, "enabled", true, "organizationsEnabled", true));
        provider(OLD);
        String acme = organization("acme");
        String globex = organization("globex");
        join(acme, user("ada", "lovelace-1815"));
        String grace = join(acme, user("grace", "cobol-1959"));
        join(globex, user("homer", "donuts-1989"));
        String hank = join(globex, user("hank", "scorpio-1996"));
        keycloak.admin().post("/" + OLD + "/users/" + hank + "/federated-identity/partner",
                Map.of("userId", "4711", "userName", "hank-at-partner"));
        join(acme, join(globex, user("joan", "clarke-1917")));
        user("nobodys", "member-of-none-1");
        return grace;
    }

    private void provider(String realm) {
        assertThat(keycloak.admin().post("/" + realm + "/identity-provider/instances", Map.of(
                "alias", "partner", "providerId", "oidc", "config", Map.of(
                        "authorizationUrl", "https://partner.test/auth", "tokenUrl", "https://partner.test/token",
                        "clientId", "keycloak", "clientSecret", "partner-secret"))).status()).isEqualTo(201);
    }

    private String organization(String alias) {
        return keycloak.admin().post("/" + OLD + "/organizations", Map.of(
                "name", alias, "alias", alias, "domains", List.of(Map.of("name", alias + ".test"))))
                .createdId();
    }

    private String user(String name, String password) {
        return keycloak.admin().post("/" + OLD + "/users", Map.of(
                "username", name, "enabled", true, "email", name + "@people.test", "firstName", name,
                "lastName", "Old", "credentials", List.of(Map.of("type", "password", "value", password))))
                .createdId();
    }

    private String join(String organization, String user) {
        assertThat(keycloak.admin().post("/" + OLD + "/organizations/" + organization + "/members", user).status())
                .isEqualTo(201);
        return user;
    }

    private void assertSignIn(String tenant, String username, String password) {
        assertThat(new Realm(keycloak.server().url(), tenant).passwordGrant("admin-cli", username, password).status())
                .as(username)
                .isEqualTo(200);
    }

    private List<String> usernames(String tenant) {
        return keycloak.admin().get("/" + tenant + "/users").json().findValuesAsText("username");
    }

    private JsonNode find(String tenant, String username) {
        return keycloak.admin().get("/" + tenant + "/users?exact=true&username=" + username).json().get(0);
    }

    /** Adds the identity provider to globex, and returns the links of the user hank. */
    private List<String> linksOfHank() {
        provider("globex");
        return keycloak.admin().get("/globex/users/" + find("globex", "hank").get("id").asText() + "/federated-identity")
                .json().findValuesAsText("userName");
    }
}
