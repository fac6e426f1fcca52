package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.PgBouncer;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Tests a server that reaches the tenants' database through PgBouncer in transaction mode. PgBouncer has fewer sessions
 * than the test has threads.
 */
final class PgBouncerIT {

    private static final String NAME = "pooled";
    private static final int SESSIONS = 2;
    private static final int THREADS = 4;
    private static final int USERS_OF_EACH = 6;

    @AutoClose
    private final PgBouncer bouncer = PgBouncer.inTransactionMode(SESSIONS, "tenants_of_" + NAME);

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.another(NAME, usual -> usual
            .withOption("spi-tenants--default--db-url", bouncer.url(NAME)));

    @AfterEach
    void stop() {
        keycloak.server().stop();
    }

    @Test
    void twoTenantsAreServedFromProvisioningToDrop() throws Exception {
        assertThat(keycloak.server().log()).contains("A pooler in front of the tenants' database shares connections");
        TestTenants tenants = new TestTenants(keycloak);
        TestTenant acme = tenants.provision("ada", "acme-secret-1");
        TestTenant globex = tenants.provision("ada", "globex-secret-2");

        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            TestTenant tenant = i % 2 == 0 ? acme : globex;
            int number = i / 2;
            work.add(threads.submit(() -> lives(tenant, number)));
        }
        for (Future<?> one : work) {
            one.get();
        }

        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertRefused(acme.signIn("ada", "globex-secret-2"));
        migrate(acme);
        migrate(globex);
        assertThat(sessions()).isBetween(1L, (long) SESSIONS);

        for (TestTenant tenant : List.of(acme, globex)) {
            assertThat(tenant.apply("suspend").status()).isEqualTo(200);
            assertThat(tenant.apply("resume").status()).isEqualTo(200);
            assertThat(TestTenants.drop(keycloak.admin(), tenant.name()).status()).isEqualTo(204);
        }
        assertThat(keycloak.admin().get(TestTenants.PATH + "/count").body()).isEqualTo("0");
        assertThat(keycloak.admin().get(TestTenants.PATH + "/findings").json()).isEmpty();
    }

    /** Adds users, changes the users and deletes half of them. Both tenants have users with the same names. */
    private static void lives(TestTenant tenant, int number) {
        for (int i = 0; i < USERS_OF_EACH; i++) {
            String username = "grace-" + number + "-" + i;
            String password = tenant.name() + "-secret";
            String id = tenant.addUser(username, password);
            assertThat(tenant.signIn(username, password).status()).isEqualTo(200);
            assertRefused(tenant.signIn(username, "of-the-other"));
            assertThat(tenant.put("/users/" + id, Map.of("firstName", "Of " + tenant.name())).status()).isEqualTo(204);
            for (JsonNode user : tenant.get("/users?search=grace&max=100").json()) {
                assertThat(user.get("email").asText()).endsWith("@" + tenant.name() + ".test");
                assertThat(user.get("firstName").asText()).isIn("Grace", "Of " + tenant.name());
            }
            if (i % 2 == 0) {
                assertThat(tenant.delete("/users/" + id).status()).isEqualTo(204);
                assertRefused(tenant.signIn(username, password));
            }
        }
    }

    private static void assertRefused(Answer signIn) {
        assertThat(signIn.json().get("error").asText()).isEqualTo("invalid_grant");
    }

    private void migrate(TestTenant tenant) {
        assertThat(tenant.apply("migrate").status()).isEqualTo(200);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + tenant.name() + "/migrations").json()).isNotEmpty();
        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + tenant.name() + "/drift").status()).isEqualTo(200);
        Answer all = keycloak.admin().post(TestTenants.PATH + "/migrate", Map.of());
        assertThat(all.status()).isEqualTo(202);
        Eventually.holds("all tenants are migrated", () -> keycloak.admin()
                .get(TestTenants.PATH + "/migrations/" + all.createdId()).json().get("state").asText().equals("DONE"));
    }

    /** The number of sessions of the extension's database user. PgBouncer has opened all of these sessions. */
    private long sessions() {
        return keycloak.database().<Number>value(
                "select count(*) from pg_stat_activity where usename = ?", TenantsRole.of(keycloak.database()).name())
                .longValue();
    }
}
