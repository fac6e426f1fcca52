package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kcadm.sh} provisions, lists and drops tenants, although it has no commands for tenants. */
final class KcadmTenantsIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final String name = TestTenants.newName();

    @TempDir
    private Path folder;

    @Test
    void aTenantIsProvisionedFromAFileListedAndDropped() throws IOException {
        Kcadm kcadm = Kcadm.signIn(folder, "master", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD);
        Path request = folder.resolve("tenant.json");
        Files.writeString(request,
                new ObjectMapper().writeValueAsString(TestTenants.request(name, "ada", "lovelace-1815")));

        // kcadm.sh prints the last segment of the new object's address: for a tenant its name, elsewhere an id.
        assertThat(kcadm.create("tenants", "-r", "master", "-f", request.toString())).isEqualTo(name);

        assertThat(new Realm(keycloak.server().url(), name).passwordGrant("admin-cli", "ada", "lovelace-1815").status())
                .isEqualTo(200);
        JsonNode listed = kcadm.json("get", "tenants", "-r", "master", "-q", "search=" + name);
        assertThat(listed.findValuesAsText("name")).containsExactly(name);
        assertThat(listed.findValuesAsText("state")).containsExactly("ACTIVE");
        assertThat(kcadm.json("get", "tenants/" + name, "-r", "master")).isEqualTo(listed.get(0));

        kcadm.run("create", "tenants/" + name + "/archive", "-r", "master");
        kcadm.run("delete", "tenants/" + name, "-r", "master", "-b", "{\"name\": \"" + name + "\"}");

        assertThat(kcadm.json("get", "tenants", "-r", "master", "-q", "search=" + name)).isEmpty();
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
    }

    @Test
    void theReasonOfARefusalIsPrinted() {
        Kcadm kcadm = Kcadm.signIn(folder, "master", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD);

        Program.Result refused = kcadm.attempt("create", "tenants", "-r", "master", "-s", "name=" + name);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("A tenant needs a first user");
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
    }
}
