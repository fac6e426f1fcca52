package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of the README and of further pages do what these pages promise. */
final class DocumentedRequestsIT {

    private static final Pattern FINAL_STATUS = Pattern.compile("HTTP/1\\.1 [2-5]\\d\\d");

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    @TempDir
    private Path folder;

    @AfterEach
    void drop() {
        TestTenants.dropAndFree(keycloak.admin(), "acme", "globex", "globex-copy");
    }

    @Test
    void eachRequestDoesWhatItsPageSays() throws IOException {
        new TestTenants(keycloak).provision(TestTenants.request("acme", "ada", "lovelace-1815")).requiring(201);
        Files.writeString(folder.resolve("users.ndjson"), "{\"username\": \"homer\"}\n");

        Program.Result result = DocumentedCommands.below("../README.md", "Provision a tenant")
                .then(DocumentedCommands.of("reference/rest.md"))
                .then(DocumentedCommands.below("operate/upgrade.md", "Migrate all tenants"))
                .then(DocumentedCommands.below("guides/move.md", "Export and import"))
                .then(DocumentedCommands.below("guides/bulk-users.md", "Import and export"))
                .then(DocumentedCommands.below("guides/hosts.md", "Steps"))
                .then(DocumentedCommands.below("guides/access.md", "Grant, list, revoke"))
                .run(folder, keycloak);

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(FINAL_STATUS.matcher(result.output()).results().map(MatchResult::group)).containsExactly(
                "HTTP/1.1 201", "HTTP/1.1 202", "HTTP/1.1 201", "HTTP/1.1 200");
        assertThat(result.output()).contains("openapi: 3.1.0", "\"host\":\"acme.example.com\"", "\"reason\":\"ticket 4711\"");
        assertThat(folder.resolve("globex.zip")).isNotEmptyFile();
        assertThat(folder.resolve("globex.ndjson")).content().contains("\"hank\"", "\"homer\"").hasLineCount(2);
        for (String tenant : List.of("globex", "globex-copy")) {
            assertThat(new Realm(keycloak.server().url(), tenant).passwordGrant("admin-cli", "hank", "cypress-creek")
                    .status()).as(tenant).isEqualTo(200);
        }
    }
}
