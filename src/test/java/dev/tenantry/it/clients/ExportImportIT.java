package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kc.sh export} writes a realm with its users to a file, and {@code kc.sh import} restores them. */
final class ExportImportIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();

    @TempDir
    private Path folder;

    @OnEachKind
    void anImportRestoresARealmWithAllItsUsersAndTheirIds(RealmKind kind) throws IOException {
        TestRealm realm = kind.create(keycloak, "ada", MovedUsers.ADAS_PASSWORD);
        MovedUsers users = new MovedUsers(realm);
        users.create();
        List<String> ids = ids(realm);

        Path file = export(realm);
        assertThat(realm.delete("").status()).isEqualTo(204);
        importFrom(file);

        users.assertAreThere();
        assertThat(ids(realm)).isEqualTo(ids);
        switch (kind) {
            case TENANT -> {
                assertIsATenantAgain(realm);
                assertIsNotReplaced(realm, file);
                assertThat(ids(realm)).isEqualTo(ids);
                assertThat(realm.signIn("ada", MovedUsers.ADAS_PASSWORD).status()).isEqualTo(200);
            }
            case STANDARD -> assertThat(usernames("user_entity where realm_id = '" + realm.id() + "'"))
                    .isEqualTo("ada, grace, hedy, joan");
        }
    }

    /**
     * An adopted user's id lacks the tenant's prefix. Dropping the tenant ends its claim to such ids. A bundle's import
     * claims them again; a realm's import does not.
     */
    @Test
    @Tag("long")
    void anImportGivesAnAdoptedUserANewIdThatEndsInTheOldId() throws IOException {
        TestTenant tenant = (TestTenant) RealmKind.TENANT.create(keycloak, "ada", MovedUsers.ADAS_PASSWORD);
        AdoptedUser grace = AdoptedUser.in(tenant, "grace");

        Path file = write(tenant);
        JsonNode exported = new ObjectMapper().readTree(file.toFile()).at("/users/1");
        assertThat(exported.path("id").asText()).isEqualTo(grace.id());
        assertThat(exported.path("credentials")).hasSize(1);
        assertThat(tenant.delete("").status()).isEqualTo(204);
        importFrom(file);

        assertThat(tenant.signIn("grace", MovedUsers.ADAS_PASSWORD).status()).isEqualTo(200);
        assertThat(ids(tenant)).element(1).asString().startsWith("f:").endsWith(":" + grace.id());
    }

    /** Without an HTTP request, Tenantry reads Keycloak's own hosts from Keycloak's options. */
    @Test
    @Tag("long")
    void anImportRestoresATenantThatHasAHost() throws IOException {
        TestTenant tenant = (TestTenant) RealmKind.TENANT.create(keycloak, "ada", MovedUsers.ADAS_PASSWORD);
        String host = tenant.name() + ".example.test";
        keycloak.admin().put(TestTenants.PATH + "/" + tenant.name(), Map.of("host", host)).requiring(200);
        String address = tenant.get("").json().at("/attributes/frontendUrl").asText();
        assertThat(address).contains(host);

        Path file = write(tenant);
        assertThat(tenant.delete("").status()).isEqualTo(204);
        Map<String, String> atThatHost = Map.of("file", file.toString(), "hostname", host);
        assertThatThrownBy(() -> keycloak.onThisMachine().run("import", atThatHost))
                .hasMessageContaining("The host " + host);
        importFrom(file);

        assertThat(tenant.get("").json().at("/attributes/frontendUrl").asText()).isEqualTo(address);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + tenant.name()).json().get("state").asText())
                .isEqualTo("ACTIVE");
    }

    private void assertIsATenantAgain(TestRealm realm) {
        JsonNode tenant = keycloak.admin().get(TestTenants.PATH + "/" + realm.name()).json();
        assertThat(tenant.path("state").asText()).as(tenant.toString()).isEqualTo("ACTIVE");
        assertThat(usernames(tenant.get("schema").asText() + ".users")).isEqualTo("ada, grace, hedy, joan");
        assertThat(usernames("user_entity where realm_id = '" + tenant.get("id").asText() + "'")).isNull();
    }

    /** An import replaces a standard realm, but is refused for a tenant: only an explicit request drops a tenant. */
    private void assertIsNotReplaced(TestRealm realm, Path file) {
        assertThatThrownBy(() -> importFrom(file)).hasMessageContaining("exists already");
        assertIsATenantAgain(realm);
    }

    private static List<String> ids(TestRealm realm) {
        return realm.get("/users").json().findValuesAsText("id");
    }

    /** Exports the realm to the returned file. Fails unless the file has all users with their credentials. */
    private Path export(TestRealm realm) throws IOException {
        Path file = write(realm);
        JsonNode users = new ObjectMapper().readTree(file.toFile()).path("users");
        assertThat(users.findValuesAsText("username")).containsExactlyInAnyOrder("ada", "grace", "hedy", "joan");
        assertThat(users).allSatisfy(user -> assertThat(user.path("credentials")).isNotEmpty());
        return file;
    }

    private Path write(TestRealm realm) {
        Path file = folder.resolve("realm.json");
        keycloak.onThisMachine().run("export",
                Map.of("realm", realm.name(), "file", file.toString(), "users", "same_file"));
        return file;
    }

    private void importFrom(Path file) {
        keycloak.onThisMachine().run("import", Map.of("file", file.toString()));
    }

    private String usernames(String tableAndCondition) {
        TestDatabase database = keycloak.database();
        return database.value("select string_agg(username, ', ' order by username) from " + tableAndCondition);
    }
}
