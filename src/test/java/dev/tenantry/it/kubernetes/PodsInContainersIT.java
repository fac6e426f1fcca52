package dev.tenantry.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.http.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;

/**
 * The pods of the trial in {@code examples/kubernetes/kustomize/try}, run as containers with read-only root file
 * systems. Keycloak runs from the image that {@code docker compose build} has built.
 */
@Tag("docker")
final class PodsInContainersIT {

    private static final String PASSWORD = "lovelace-1815";

    @TempDir
    private Path folder;

    @Test
    void aServerWithAReadOnlyFileSystemProvisionsTenantsAndSignsTheirUsersIn() throws IOException {
        try (Pods pods = new Pods(Variant.TRY.manifests(), folder)) {
            pods.start("postgres", "postgres:17");
            GenericContainer<?> keycloak = pods.start("keycloak", image());
            String url = "http://" + keycloak.getHost() + ":" + keycloak.getMappedPort(8080);
            AdminApi admin = new AdminApi(url, "master",
                    pods.secret("keycloak-admin", "username"), pods.secret("keycloak-admin", "password"));

            String acme = signIn(admin, url, "acme");
            String globex = signIn(admin, url, "globex");

            assertThat(usersOfAcme(url, acme)).isEqualTo(200);
            assertThat(usersOfAcme(url, globex)).isEqualTo(403);
            assertThat(keycloak.getLogs()).doesNotContain("Read-only file system").doesNotContain("Permission denied");
        }
    }

    /** Provisions a tenant with the first user ada, and returns an access token of ada. */
    private static String signIn(AdminApi admin, String url, String tenant) {
        admin.post("/master/tenants", Map.of("name", tenant, "user", Map.of("username", "ada",
                "email", "ada@" + tenant + ".test", "firstName", "Ada", "lastName", "Lovelace",
                "credentials", new Object[] {Map.of("type", "password", "value", PASSWORD)}))).requiring(201);
        return new Realm(url, tenant).passwordGrant("admin-cli", "ada", PASSWORD).requiring(200)
                .json().get("access_token").asText();
    }

    private static int usersOfAcme(String url, String token) {
        return Http.at(url + "/admin/realms/acme").bearer(token).get("/users").status();
    }

    private static String image() throws IOException {
        JsonNode compose = new YAMLMapper().readTree(Path.of("docker-compose.yml").toFile());
        return compose.at("/services/keycloak/image").asText();
    }
}
