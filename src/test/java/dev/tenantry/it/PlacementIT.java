package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.it.secrets.Keystore;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.postgres.TestDatabase;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.TcpForwarder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a server with two further databases for tenants, eu and us. The tests can cut the network to eu. The main
 * database accepts no new tenants.
 */
@Tag("long")
final class PlacementIT {

    private static final String PASSWORD = "ada-secret-1";
    private static final String OPTION = "spi-tenants--default--";

    private static final TestDatabase EU = Postgres.shared().createDatabase("placed_eu");
    private static final TestDatabase US = Postgres.shared().createDatabase("placed_us");
    private static final TcpForwarder NETWORK = TcpForwarder.to(Postgres.shared().port());

    @TempDir
    private static Path folder;

    private static KeycloakUnderTest keycloak;
    private static TestTenants tenants;

    @BeforeAll
    static void start() {
        Keystore keystore = new Keystore(folder.resolve("keycloak.p12"), "keystore-secret");
        keystore.put("kc." + OPTION + "db-password-us", TenantsRole.PASSWORD);
        keycloak = KeycloakUnderTest.another("placed", usual -> further(usual)
                .withOption("config-keystore", keystore.file().toString())
                .withOption("config-keystore-password", keystore.password()));
        tenants = new TestTenants(keycloak);
    }

    private static KeycloakSettings further(KeycloakSettings settings) {
        return settings
                .withOption(OPTION + "databases", "eu,us")
                .withOption(OPTION + "db-url-eu", EU.url().replace(
                        ":" + Postgres.shared().port() + "/", ":" + NETWORK.port() + "/"))
                .withOption(OPTION + "db-username-eu", TenantsRole.create(EU).name())
                .withOption(OPTION + "db-password-eu", TenantsRole.PASSWORD)
                .withOption(OPTION + "db-pool-max-size-eu", "5")
                .withOption(OPTION + "db-url-us", US.url())
                .withOption(OPTION + "db-username-us", TenantsRole.create(US).name())
                .withOption(OPTION + "databases-closed", "main");
    }

    @AfterAll
    static void stop() {
        keycloak.server().stop();
        NETWORK.close();
    }

    @AfterEach
    void mend() {
        NETWORK.mend();
        Eventually.sees("eu is available and there are no findings", PlacementIT::findings, JsonNode::isEmpty);
    }

    private static Answer provision(String name, String databaseOrNull) {
        Map<String, Object> request = new HashMap<>(TestTenants.request(name, "ada", PASSWORD));
        request.put("database", databaseOrNull);
        return tenants.provision(request);
    }

    private static TestTenant provisioned(String databaseOrNull) {
        Answer answer = provision(TestTenants.newName(), databaseOrNull);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return tenant(answer.json(), answer.json().at("/user/id").asText());
    }

    private static TestTenant tenant(JsonNode representation, String firstUserId) {
        TestTenant tenant = new TestTenant(keycloak, representation.get("id").asText(),
                representation.get("name").asText(), representation.get("schema").asText(), firstUserId);
        if (tenant.get("/clients?clientId=" + TestTenant.APPLICATION).json().isEmpty()) {
            tenant.registerApplications();
        }
        return tenant;
    }

    private static String database(TestTenant tenant) {
        return tenant.look().json().get("database").asText();
    }

    private static boolean has(TestDatabase database, TestTenant tenant) {
        return !database.rows("select 1 from pg_namespace where nspname = ?", tenant.schema()).isEmpty();
    }

    private static String subject(TestTenant tenant) {
        Answer tokens = tenant.signIn("ada", PASSWORD);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return Realm.claims(tokens.json().get("access_token").asText()).get("sub").asText();
    }

    private static JsonNode admin(String path) {
        return keycloak.admin().get(TestTenants.PATH + path).json();
    }

    private static JsonNode findings() {
        return admin("/findings");
    }

    private static void loseEu() {
        NETWORK.swallow();
        NETWORK.cut();
    }

    @Test
    void aTenantIsProvisionedInTheRequestedDatabaseAndHasItsOwnAda() {
        TestTenant acme = provisioned("eu");
        TestTenant globex = provisioned("us");

        assertThat(database(acme)).isEqualTo("eu");
        assertThat(database(globex)).isEqualTo("us");
        assertThat(has(EU, acme)).isTrue();
        assertThat(has(US, globex)).isTrue();
        assertThat(has(US, acme) || has(keycloak.database(), acme)).isFalse();
        assertThat(admin("?search=" + acme.name()).at("/0/database").asText()).isEqualTo("eu");
        assertThat(subject(acme)).isNotEqualTo(subject(globex));
        acme.addUser("grace", "grace-secret-1");
        assertThat(acme.signIn("grace", "grace-secret-1").status()).isEqualTo(200);
        assertThat(globex.signIn("grace", "grace-secret-1").json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(admin("/" + acme.name() + "/drift").get("drifted").asBoolean()).isFalse();
        assertThat(Meters.of(keycloak.server()).value("tenantry_pool_connections_max", "database=\"eu\"")).isEqualTo(5);
    }

    @Test
    void aTenantWithoutARequestedDatabaseGoesToTheOneWithTheFewestTenants() {
        int eu = tenantsIn("eu");
        int us = tenantsIn("us");
        while (eu < us) {
            provisioned("eu");
            eu++;
        }
        while (us <= eu) {
            provisioned("us");
            us++;
        }
        assertThat(database(provisioned(null))).isEqualTo("eu");
        provisioned("eu");
        assertThat(database(provisioned(null))).isEqualTo("us");
    }

    private static int tenantsIn(String database) {
        return keycloak.database().<Number>value(
                "select count(*) from tenantry.tenant where database_name = ?", database).intValue();
    }

    @Test
    void aClosedOrUnknownDatabaseIsRefusedAndTheErrorNamesTheField() {
        for (String database : new String[] {"main", "mars", ""}) {
            String name = TestTenants.newName();
            Answer answer = provision(name, database);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).isEqualTo("database");
            assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
        }
    }

    @Test
    void aBundleMovesATenantToAnotherDatabaseAndKeepsItsUsersIds() {
        TestTenant acme = provisioned("eu");
        String grace = acme.addUser("grace", "grace-secret-1");
        String subject = subject(acme);
        assertThat(acme.apply("suspend").status()).isEqualTo(200);
        byte[] bundle = keycloak.admin().getBytes(TestTenants.PATH + "/" + acme.name() + "/bundle").body();
        assertThat(acme.apply("archive").status()).isEqualTo(200);
        assertThat(keycloak.admin().delete(TestTenants.PATH + "/" + acme.name(), Map.of("name", acme.name())).status())
                .isEqualTo(204);
        assertThat(admin("/deletion-records/" + acme.id()).get("database").asText()).isEqualTo("eu");

        Answer nowhere = restore(bundle, "mars");
        assertThat(nowhere.status()).isEqualTo(400);
        assertThat(nowhere.json().get("field").asText()).isEqualTo("database");
        Answer restored = restore(bundle, "us");

        assertThat(restored.status()).as(restored.body()).isEqualTo(201);
        assertThat(restored.json().get("database").asText()).isEqualTo("us");
        TestTenant moved = tenant(restored.json(), acme.firstUserId());
        assertThat(moved).isEqualTo(acme);
        assertThat(subject(moved)).isEqualTo(subject);
        assertThat(moved.signIn("grace", "grace-secret-1").status()).isEqualTo(200);
        assertThat(moved.get("/users?username=grace&exact=true").json().at("/0/id").asText()).isEqualTo(grace);
        assertThat(has(US, moved)).isTrue();
        assertThat(has(EU, moved)).isFalse();
        assertThat(findings()).isEmpty();
    }

    private static Answer restore(byte[] bundle, String database) {
        return keycloak.admin().postBytes(TestTenants.PATH + "/bundle?database=" + database, "application/zip", bundle);
    }

    @Test
    void anOutageOfOneDatabaseAffectsOnlyItsTenants() {
        TestTenant acme = provisioned("eu");
        TestTenant dropped = provisioned("eu");
        TestTenant globex = provisioned("us");
        loseEu();

        Answer refused = acme.signIn("nobody", PASSWORD);
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(acme.get("/users/count").status()).isEqualTo(503);
        for (String export : List.of("/bundle", "/users/export", "/events/export")) {
            Answer answer = keycloak.admin().get(TestTenants.PATH + "/" + acme.name() + export);
            assertThat(answer.status()).as(export + ": " + answer.body()).isEqualTo(503);
        }
        assertThat(globex.signIn("nobody", PASSWORD).status()).isEqualTo(400);
        globex.addUser("grace", "grace-secret-1");
        assertThat(globex.signIn("grace", "grace-secret-1").status()).isEqualTo(200);
        assertThat(provision(TestTenants.newName(), "eu").status()).isEqualTo(503);
        Eventually.holds("the health check shows eu as down", () -> health().at("/data/eu").asText().equals("DOWN"));
        assertThat(health().get("status").asText()).isEqualTo("UP");
        assertThat(health().at("/data/us").asText()).isEqualTo("UP");
        assertThat(keycloak.server().isReady()).isTrue();
        assertThat(database(provisioned(null))).isEqualTo("us");
        assertThat(database(provisioned(null))).isEqualTo("us");
        assertThat(findings()).hasSize(1);
        assertThat(findings().at("/0/kind").asText()).isEqualTo("DATABASE_UNREACHABLE");
        assertThat(findings().at("/0/subject").asText()).isEqualTo("eu");
        assertThat(TestTenants.drop(keycloak.admin(), dropped.name()).status()).isEqualTo(204);

        NETWORK.mend();
        Eventually.holds("the tenant in eu is served again", () -> acme.signIn("nobody", PASSWORD).status() == 400);
        assertThat(subject(acme)).isEqualTo(acme.firstUserId());
        Eventually.holds("the dropped tenant's schema is gone", () -> !has(EU, dropped) && findings().isEmpty());
    }

    @Test
    void aServerStartsWithoutOneDatabaseAndServesItsTenantsOnceItIsBack() {
        TestTenant acme = provisioned("eu");
        TestTenant globex = provisioned("us");
        keycloak.server().stop();
        loseEu();
        int logged = keycloak.server().log().length();

        keycloak.server().start();
        assertThat(keycloak.server().log().substring(logged)).contains("Database eu is unavailable");
        assertThat(subject(globex)).isEqualTo(globex.firstUserId());
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(503);

        NETWORK.mend();
        Eventually.holds("the tenant in eu is served", () -> acme.signIn("ada", PASSWORD).status() == 200);
        Eventually.holds("the health check shows eu as up", () -> health().at("/data/eu").asText().equals("UP"));
        assertThat(keycloak.server().log().substring(logged)).contains("Database eu is available");
        assertThat(keycloak.server().log()).doesNotContain(TenantsRole.PASSWORD);
    }

    private static JsonNode health() {
        for (JsonNode check : Http.at(keycloak.server().managementUrl()).get("/health/ready").json().get("checks")) {
            if (check.get("name").asText().equals("tenant store")) {
                return check;
            }
        }
        throw new IllegalStateException("There is no check of the tenant store");
    }
}
