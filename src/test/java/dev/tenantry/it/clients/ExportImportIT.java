package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.StockRealm;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.TestRealm;
import dev.tenantry.support.TestTenant;
import dev.tenantry.support.TestTenants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A realm is carried elsewhere in a file, with its users, by {@code kc.sh export} and {@code kc.sh import}. */
final class ExportImportIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    @TempDir
    private Path folder;

    @Test
    void aTenantIsBackWithAllItsUsers() throws IOException {
        TestTenant acme = new TestTenants(keycloak).provision("ada", MovedUsers.ADAS_PASSWORD);
        MovedUsers users = new MovedUsers(acme);
        users.create();

        Path file = export(acme);
        assertThat(keycloak.admin().delete(TestTenants.PATH + "/" + acme.name()).status()).isEqualTo(204);
        importFrom(file);

        JsonNode tenant = keycloak.admin().get(TestTenants.PATH + "/" + acme.name()).json();
        assertThat(tenant.path("state").asText()).as(tenant.toString()).isEqualTo("ACTIVE");
        users.assertAreThere();
        assertThat(usernames(tenant.get("schema").asText() + ".users"))
                .isEqualTo("ada, grace, hedy, joan");
        assertThat(usernames("user_entity where realm_id = '" + tenant.get("id").asText() + "'")).isNull();
    }

    @Test
    void anyOtherRealmIsBackAsEver() throws IOException {
        StockRealm stock = StockRealm.create(keycloak, "ada", MovedUsers.ADAS_PASSWORD);
        MovedUsers users = new MovedUsers(stock);
        users.create();

        Path file = export(stock);
        assertThat(stock.delete("").status()).isEqualTo(204);
        importFrom(file);

        users.assertAreThere();
        assertThat(stock.get("").json().get("id").asText()).isEqualTo(stock.id());
        assertThat(usernames("user_entity where realm_id = '" + stock.id() + "'"))
                .isEqualTo("ada, grace, hedy, joan");
        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + stock.name()).status()).isEqualTo(404);
    }

    /** The file, which must hold all users with their credentials. */
    private Path export(TestRealm realm) throws IOException {
        Path file = folder.resolve("realm.json");
        keycloak.server().run("export",
                Map.of("realm", realm.name(), "file", file.toString(), "users", "same_file"));
        JsonNode users = new ObjectMapper().readTree(file.toFile()).path("users");
        assertThat(users.findValuesAsText("username")).containsExactlyInAnyOrder("ada", "grace", "hedy", "joan");
        assertThat(users).allSatisfy(user -> assertThat(user.path("credentials")).isNotEmpty());
        return file;
    }

    private void importFrom(Path file) {
        keycloak.server().run("import", Map.of("file", file.toString()));
    }

    private String usernames(String tableAndCondition) {
        TestDatabase database = keycloak.database();
        return database.value("select string_agg(username, ', ' order by username) from " + tableAndCondition);
    }
}
