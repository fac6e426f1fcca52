package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.it.PreviewServer;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/guides/scim.md connect an identity management system with a tenant. */
final class ScimGuideIT {

    private final KeycloakUnderTest keycloak = PreviewServer.get();

    @TempDir
    private Path folder;

    @AfterEach
    void drop() {
        TestTenants.dropAndFree(keycloak.admin(), "acme");
    }

    @Test
    void aClientReadsTheTenantsUsers() throws IOException {
        new TestTenants(keycloak).asRequested(TestTenants.request("acme", "ada", "lovelace-1815"));
        DocumentedCommands administrator = new DocumentedCommands("""
                KEYCLOAK=http://localhost:8080
                TOKEN=$(curl -s -d grant_type=password -d client_id=admin-cli -d username=%s -d password=%s \\
                  $KEYCLOAK/realms/master/protocol/openid-connect/token | jq -r .access_token)
                """.formatted(KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD));

        Program.Result result = administrator.then(DocumentedCommands.of("guides/scim.md")).run(folder, keycloak);

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output()).contains("\"totalResults\":0").doesNotContain("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(keycloak.admin().get("/acme/users/profile").json().findValuesAsText("name"))
                .contains("externalId", "title");
    }
}
