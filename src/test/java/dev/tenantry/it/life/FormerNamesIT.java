package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Applications still trust the issuer of a former name, so only the realm that had the name may get it again. */
final class FormerNamesIT {

    private static final String FORMER_NAMES = TestTenants.PATH + "/former-names";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");
    private final String newName = TestTenants.newName();

    private static AdminApi adminOf(TestTenant tenant, String password) {
        return new AdminApi(tenant.keycloak().server().url(), tenant.name(), "ada", password);
    }

    private Answer rename(String from, String to) {
        return keycloak.admin().put(TestTenants.PATH + "/" + from, Map.of("name", to));
    }

    private void assertKeptForItsRealm() {
        String name = acme.name();
        Map<String, Object> realm = Map.of("realm", name, "enabled", true);
        String standard = TestTenants.newName();
        keycloak.admin().post("", Map.of("realm", standard)).requiring(201);

        refused("provision", tenants.provision(TestTenants.request(name, "eve", "eves-secret-1")));
        refused("rename a tenant", rename(globex.name(), name));
        refused("create a standard realm", keycloak.admin().post("", realm));
        refused("rename a standard realm", keycloak.admin().put("/" + standard, Map.of("realm", name)));
        refused("rename a standard realm, by the console",
                keycloak.admin().put("/" + standard + "/ui-ext", Map.of("realm", name)));
        refused("rename a tenant's realm", keycloak.admin().put("/" + globex.name(), Map.of("realm", name)));
        refused("import a tenant's realm", keycloak.admin().post("", Map.of("realm", name, "components",
                Map.of("org.keycloak.storage.UserStorageProvider", List.of(Map.of("name", "tenant", "providerId",
                        "tenantry", "config", Map.of("enabled", List.of("true"))))))));
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
        assertThat(keycloak.admin().get("/" + standard).status()).isEqualTo(200);
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(keycloak.database().rows("select 1 from realm where name = ?", name)).isEmpty();
    }

    private void refused(String attempt, Answer answer) {
        assertThat(answer.status()).as(attempt + ": " + answer).isEqualTo(409);
        assertThat(answer.body()).as(attempt).contains("tenantry free-name " + acme.name());
    }

    @Test
    void afterARenameOnlyTheRealmGetsItsNameBack() {
        rename(acme.name(), newName).requiring(200);

        assertKeptForItsRealm();
        JsonNode kept = keycloak.admin().get(FORMER_NAMES + "?search=" + acme.name()).json();
        assertThat(kept).hasSize(1);
        assertThat(kept.at("/0/realmId").asText()).isEqualTo(acme.id());
        assertThat(kept.at("/0/tenant").asText()).isEqualTo(newName);
        rename(newName, acme.name()).requiring(200);
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }

    @Test
    void afterADropOnlyABundleOfTheRealmGetsTheNameBack() {
        byte[] bundle = BundleIT.bundle(acme);
        byte[] others = BundleIT.bundle(globex);
        TestTenants.drop(keycloak.admin(), acme.name()).requiring(204);

        assertKeptForItsRealm();
        refused("restore another under the name", keycloak.admin().postBytes(
                TestTenants.PATH + "/bundle?name=" + acme.name(), "application/zip", others));
        Answer restored = keycloak.admin().postBytes(TestTenants.PATH + "/bundle", "application/zip", bundle);
        assertThat(restored.status()).as(restored.body()).isEqualTo(201);
        assertThat(restored.json().get("id").asText()).isEqualTo(acme.id());
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }

    @Test
    void afterTheRealmsRemovalItsNameStaysReserved() {
        acme.delete("").requiring(204);

        assertKeptForItsRealm();
    }

    @Test
    void anOperatorFreesAName() {
        rename(acme.name(), newName).requiring(200);

        assertThat(keycloak.admin().delete(FORMER_NAMES + "/" + newName).status()).isEqualTo(404);
        assertThat(keycloak.admin().delete(FORMER_NAMES + "/" + acme.name()).status()).isEqualTo(204);
        assertThat(keycloak.admin().delete(FORMER_NAMES + "/" + acme.name()).status()).isEqualTo(404);
        assertThat(tenants.provision(TestTenants.request(acme.name(), "eve", "eves-secret-1")).status()).isEqualTo(201);
    }

    /** Former names are reserved for a realm's id. Only an operator may bring a realm with this id back. */
    @Test
    void aRealmCreatorMayNotCreateARealmWithADroppedTenantsId() {
        TestTenants.drop(keycloak.admin(), acme.name()).requiring(204);
        AdminApi creator = creator();

        assertThat(creator.post("", Map.of("realm", TestTenants.newName())).status()).isEqualTo(201);
        for (String name : List.of(acme.name(), newName)) {
            Answer refused = creator.post("", Map.of("realm", name, "id", acme.id()));
            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        }
        assertThat(keycloak.database().rows("select 1 from realm where id = ?", acme.id())).isEmpty();
    }

    private AdminApi creator() {
        String id = keycloak.admin().post("/master/users", Map.of("username", newName, "enabled", true, "email",
                newName + "@master.test", "firstName", "Olga", "lastName", "Creator", "credentials",
                List.of(Map.of("type", "password", "value", "creator-secret")))).createdId();
        keycloak.admin().post("/master/users/" + id + "/role-mappings/realm",
                List.of(keycloak.admin().get("/master/roles/create-realm").json())).requiring(204);
        return new AdminApi(keycloak.server().url(), "master", newName, "creator-secret");
    }

    @Test
    void aTenantsAdminMayNotRenameTheRealmAndTheErrorNamesTheOption() {
        AdminApi ada = adminOf(acme, "acme-secret-1");

        for (String path : List.of("", "/ui-ext")) {
            Map<String, Object> realm = new HashMap<>(Map.of("realm", newName));
            Answer refused = ada.put("/" + acme.name() + path, realm);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body()).contains("--spi-tenants--default--rename-by-tenants=true");
        }
        assertThat(acme.look().status()).isEqualTo(200);
        assertThat(ada.put("/" + acme.name(), Map.of("realm", acme.name(), "displayName", "Acme Inc.")).status())
                .isEqualTo(204);
        assertThat(acme.look().json().get("displayName").asText()).isEqualTo("Acme Inc.");
    }

    @Nested
    final class WhereTenantsMayRename {

        private TestTenant victim;
        private TestTenant attacker;

        @BeforeEach
        void start() {
            KeycloakUnderTest open = KeycloakUnderTest.another("renames", settings ->
                    settings.withOption("spi-tenants--default--rename-by-tenants", "true"));
            victim = new TestTenants(open).provision("ada", "victims-secret");
            attacker = new TestTenants(open).provision("ada", "attackers-secret");
        }

        @Test
        void anAdminMayRenameTheRealmButNotToAnotherRealmsFormerName() {
            try {
                AdminApi victims = adminOf(victim, "victims-secret");
                assertThat(victims.put("/" + victim.name(), Map.of("realm", newName)).status()).isEqualTo(204);

                Answer refused = adminOf(attacker, "attackers-secret")
                        .put("/" + attacker.name(), Map.of("realm", victim.name()));
                assertThat(refused.status()).as(refused.body()).isEqualTo(409);
                assertThat(refused.body()).contains("tenantry free-name " + victim.name());
                assertThat(attacker.signIn("ada", "attackers-secret").status()).isEqualTo(200);
                AdminApi renamed = new AdminApi(
                        victim.keycloak().server().url(), newName, "ada", "victims-secret");
                assertThat(renamed.put("/" + newName, Map.of("realm", victim.name())).status()).isEqualTo(204);
            } finally {
                victim.keycloak().server().stop();
            }
        }
    }
}
