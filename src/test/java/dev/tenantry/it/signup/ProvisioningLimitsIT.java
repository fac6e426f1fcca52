package dev.tenantry.it.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.process.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a pool of two connections. Provisioning may use one connection, and two sign-ups may wait. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("long")
final class ProvisioningLimitsIT {

    private static final String PASSWORD = "acme-secret-1";
    private static final int QUEUE = 2;

    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another("provisioning-limits", settings ->
            settings.withOption("hostname", "localhost")
                    .withOption("proxy-headers", "xforwarded")
                    .withOption("spi-tenants--default--db-pool-max-size", "2")
                    .withOption("spi-tenants--default--db-tenant-connections", "1")
                    .withOption("spi-tenants--default--sign-up", "true")
                    .withOption("spi-tenants--default--sign-up-queue", String.valueOf(QUEUE)));
    private static final TestTenants TENANTS = new TestTenants(KEYCLOAK);
    private static final TestTenant ACME = TENANTS.provision("ada", PASSWORD);
    private static final ExecutorService CALLERS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        CALLERS.shutdownNow();
        KEYCLOAK.server().stop();
    }

    private static CompletableFuture<Answer> begin(String name) {
        return CompletableFuture.supplyAsync(
                () -> TENANTS.provision(TestTenants.request(name, "ada", PASSWORD)), CALLERS);
    }

    private static CompletableFuture<Answer> signUp(String name) {
        return CompletableFuture.supplyAsync(
                () -> new Visitor(KEYCLOAK).send(Visitor.SIGN_UP, Visitor.form(name)), CALLERS);
    }

    private static boolean isAwaited(String lock) {
        return KEYCLOAK.database().<Long>value("""
                select count(*) from pg_stat_activity where datname = current_database()
                  and application_name = 'tenantry' and wait_event_type = 'Lock' and query like ?""", lock) > 0;
    }

    /** The pool's second connection waits for a lock on another tenant's users during the provisioning. */
    @Test
    void provisioningNeverNeedsMoreThanOneConnection() throws SQLException {
        try (Connection holder = KEYCLOAK.database().connect(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table " + ACME.schema() + ".users");
            CompletableFuture<Answer> login =
                    CompletableFuture.supplyAsync(() -> ACME.signIn("nobody", PASSWORD), CALLERS);
            Eventually.holds("one connection waits for the lock", () -> isAwaited("%users%"));

            Answer provisioned = TENANTS.provision(TestTenants.request(TestTenants.newName(), "ada", PASSWORD));

            assertThat(provisioned.status()).as(provisioned.body()).isEqualTo(201);
            assertThat(login).isNotDone();
            holder.rollback();
            assertThat(login.join().status()).isEqualTo(400);
        }
    }

    @Test
    void signUpsBeyondTheQueueAreAskedToTryAgainLater() {
        Map<String, CompletableFuture<Answer>> signUps = new HashMap<>();
        CompletableFuture<Answer> first;
        try (FaultLock held = Fault.REALM.hold(KEYCLOAK.database())) {
            first = begin(TestTenants.newName());
            Eventually.holds("one provisioning is in progress", held::isAwaited);
            for (int i = 0; i <= QUEUE; i++) {
                String name = TestTenants.newName();
                signUps.put(name, signUp(name));
            }
            // The sign-ups in the queue are not answered yet. The sign-up beyond the queue is answered at once.
            Eventually.holds("a sign-up is done", () -> signUps.values().stream().anyMatch(CompletableFuture::isDone));
            String refused = signUps.keySet().stream().filter(name -> signUps.get(name).isDone()).findAny().orElseThrow();
            Answer answer = signUps.remove(refused).join();
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            assertThat(answer.body()).contains("try again in a few minutes");
            assertThat(signUps.values()).noneMatch(CompletableFuture::isDone);
            assertThat(ACME.signIn("nobody", PASSWORD).status()).as("a login of an unknown user").isEqualTo(400);
            assertThat(ACME.signIn("ada", PASSWORD).status()).isEqualTo(200);
            assertThat(KEYCLOAK.database().rows("select 1 from tenantry.tenant where name = ?", refused)).isEmpty();
            Fault.disarm(KEYCLOAK.database());
        }

        assertThat(first.join().status()).isEqualTo(201);
        assertThat(signUps.values()).allSatisfy(signUp -> assertThat(signUp.join().status()).isEqualTo(303));
        assertThat(signUps.keySet()).allSatisfy(name ->
                assertThat(KEYCLOAK.admin().get(TestTenants.PATH + "/" + name).status()).isEqualTo(200));
    }
}
