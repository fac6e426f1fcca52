package dev.tenantry.it.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.process.Eventually;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server reveals no secrets in answers, events, metrics and the log. It reveals personal data only if Keycloak
 * reveals the same data in a standard realm. The log level is DEBUG.
 */
final class SecretsIT {

    private static final String PASSWORD_OPTION = "spi-tenants--default--db-password";

    @TempDir
    private static Path folder;

    private static KeycloakUnderTest keycloak;

    private final Canaries ofTenant = Canaries.of("tenant");
    private final Canaries ofStandard = Canaries.of("standard");

    @BeforeAll
    static void start() {
        Keystore keystore = new Keystore(folder.resolve("keycloak.p12"), "keystore-secret");
        keystore.put("kc." + PASSWORD_OPTION, TenantsRole.PASSWORD);
        keycloak = KeycloakUnderTest.another("secrets", settings -> withKeystore(settings, keystore)
                .withOption("log-level", "info,org.keycloak:debug,dev.tenantry:debug"));
    }

    private static KeycloakSettings withKeystore(KeycloakSettings settings, Keystore keystore) {
        return settings.withoutOption(PASSWORD_OPTION)
                .withOption("config-keystore", keystore.file().toString())
                .withOption("config-keystore-password", keystore.password());
    }

    @AfterAll
    static void stop() {
        keycloak.server().stop();
    }

    /** The server has no other source of the password, and would not start without the password. */
    @Test
    void theTenantsDatabasePasswordComesFromKeycloaksKeystore() {
        new TestTenants(keycloak).provision("ada", "acme-secret-1");

        long connections = keycloak.database().<Number>value("select count(*) from pg_stat_activity where usename = ?",
                TenantsRole.of(keycloak.database()).name()).longValue();
        assertThat(connections).isPositive();
        assertThat(keycloak.server().log()).doesNotContain(TenantsRole.PASSWORD).doesNotContain("keystore-secret");
    }

    @Test
    void theServerRevealsNoSecretsAndNoMorePersonalDataThanKeycloak() {
        keycloak.admin().put("/master", Map.of("adminEventsEnabled", true, "adminEventsDetailsEnabled", true));
        TestRealm standard = RealmKind.STANDARD.create(keycloak, "ada", "acme-secret-1");
        Life lifeOfStandard = new Life(standard, ofStandard);
        lifeOfStandard.goOn();
        TestRealm acme = RealmKind.TENANT.create(keycloak, "ada", "acme-secret-1");
        Life lifeOfTenant = new Life(acme, ofTenant);
        lifeOfTenant.goOn();
        provisionAndRefuse(lifeOfTenant);
        outage(acme, lifeOfTenant);

        assertThat(said(acme, "/events", ofTenant::secretsIn)).isEmpty();
        assertThat(said(acme, "/admin-events?max=1000", ofTenant::secretsIn)).isEmpty();
        assertThat(said(acme, "/events", ofTenant::personalIn))
                .isEqualTo(said(standard, "/events", ofStandard::personalIn));
        assertThat(said(acme, "/admin-events?max=1000", ofTenant::personalIn))
                .isEqualTo(said(standard, "/admin-events?max=1000", ofStandard::personalIn));
        String ofMaster = keycloak.admin().get("/master/admin-events?max=1000").body();
        assertThat(ofMaster).contains("tenants/");
        assertThat(all(ofMaster)).as("canaries in events of master").isEmpty();

        String errors = String.join("\n", lifeOfTenant.refusals());
        assertThat(ofTenant.secretsIn(errors)).as("secrets in answers").isEmpty();
        assertThat(ofTenant.personalIn(errors)).as("personal data in answers").isSubsetOf(
                ofStandard.personalIn(String.join("\n", lifeOfStandard.refusals())));

        restoreAndDrop(acme, lifeOfTenant);
        assertThat(all(Http.at(keycloak.server().managementUrl()).get("/metrics").body())).as("in metrics").isEmpty();
        assertThat(keycloak.server().log()).contains(" DEBUG ").doesNotContain(TenantsRole.PASSWORD);
        System.out.println("personal data that Keycloak logs on DEBUG: " + loggers(ofStandard, Canaries::personalIn));
        System.out.println("and of a tenant's user: " + loggers(ofTenant, Canaries::personalIn));
        assertThat(loggers(ofTenant, Canaries::secretsIn)).as("secrets in the log").isEmpty();
        assertThat(loggers(ofTenant, Canaries::personalIn).keySet()).as("loggers of personal data")
                .isSubsetOf(loggers(ofStandard, Canaries::personalIn).keySet());
    }

    private void provisionAndRefuse(Life life) {
        Map<String, Object> user = Map.of("username", "first", "email", "first." + ofTenant.personal("e-mail"),
                "firstName", ofTenant.personal("first of all"), "lastName", ofTenant.personal("first of all"),
                "credentials", List.of(Map.of("type", "password", "value", ofTenant.secret("first password"))));
        String name = TestTenants.newName();
        Map<String, Object> request = Map.of("name", name, "user", user);
        assertThat(keycloak.admin().post(TestTenants.PATH, request).status()).isEqualTo(201);
        life.refuse(keycloak.admin().post(TestTenants.PATH, request));
        life.refuse(keycloak.admin().post(TestTenants.PATH, Map.of("name", "No Name", "user", user)));
        life.refuse(keycloak.admin().postRaw(TestTenants.PATH, "{\"user\":{\"credentials\":[{\"value\":\""
                + ofTenant.secret("first password") + "\",\"value\":1,"));
        life.refuse(keycloak.admin().postRaw(TestTenants.PATH, "{\"user\":{\"credentials\":[{\"value\":\""
                + ofTenant.secret("first password") + "\\u0000\"}],\"email\":\"" + ofTenant.personal("e-mail")
                + "\"}}"));
        life.refuse(keycloak.admin().postRaw(TestTenants.PATH, "{\"user\":{\"enabled\":\""
                + ofTenant.secret("first password") + "\"}}"));
    }

    private void outage(TestRealm acme, Life life) {
        TenantsRole role = TenantsRole.of(keycloak.database());
        role.shutOut();
        try {
            life.refuse(acme.signIn("otto", ofTenant.secret("password")));
            life.refuse(acme.post("/users", Map.of("username", "late", "firstName", ofTenant.personal("first name"),
                    "email", "late." + ofTenant.personal("e-mail"))));
        } finally {
            role.letIn();
        }
        Eventually.holds("the database is available", () -> acme.get("/users/count").status() == 200);
    }

    private void restoreAndDrop(TestRealm acme, Life life) {
        String path = TestTenants.PATH + "/" + acme.name();
        byte[] bundle = keycloak.admin().getBytes(path + "/bundle").body();
        byte[] broken = Arrays.copyOf(bundle, bundle.length - 100);
        life.refuse(keycloak.admin().postBytes(TestTenants.PATH + "/bundle?name=copy", "application/zip", broken));
        Answer copied = keycloak.admin()
                .postBytes(TestTenants.PATH + "/bundle?name=canary-copy", "application/zip", bundle);
        assertThat(copied.status()).as(copied.body()).isEqualTo(201);
        assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);
    }

    private static Set<String> said(
            TestRealm realm, String path, Function<String, Set<String>> canaries) {
        String events = realm.get(path).body();
        assertThat(events).contains("\"time\"");
        return canaries.apply(events);
    }

    private Set<String> all(String text) {
        Set<String> all = new TreeSet<>(ofTenant.secretsIn(text));
        all.addAll(ofTenant.personalIn(text));
        return all;
    }

    /** The names of the canaries that each logger has written, by the name of the logger. */
    private Map<String, Set<String>> loggers(Canaries canaries, BiFunction<Canaries, String, Set<String>> kind) {
        Map<String, Set<String>> loggers = new TreeMap<>();
        for (JsonNode line : keycloak.structuredLog()) {
            Set<String> found = kind.apply(canaries, line.toString());
            if (!found.isEmpty()) {
                loggers.computeIfAbsent(line.path("loggerName").asText(), name -> new TreeSet<>()).addAll(found);
            }
        }
        return loggers;
    }
}
