package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.TcpForwarder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests a small pool, two addresses of one database, and a lock held longer than Keycloak's timeout for storage. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LimitsIT {

    private static final Duration KEYCLOAK_TIMEOUT = Duration.ofSeconds(3);
    /** The status that answers an unknown user or a wrong password. */
    private static final int INVALID_GRANT = 400;

    private static final int SHARE = 3;
    private static final int NOISE = 4 * SHARE;
    private static final String PASSWORD = "acme-secret-1";

    private static final TcpForwarder FIRST = TcpForwarder.to(Postgres.shared().port());
    private static final TcpForwarder SECOND = TcpForwarder.to(Postgres.shared().port());
    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another("limits", settings -> settings
            .withOption("spi-tenants--default--db-url", "jdbc:postgresql://localhost:" + FIRST.port()
                    + ",localhost:" + SECOND.port() + "/limits")
            .withOption("spi-tenants--default--db-pool-max-size", String.valueOf(2 * SHARE))
            .withOption("spi-tenants--default--db-tenant-connections", String.valueOf(SHARE))
            .withOption("spi-tenants--default--db-statement-timeout", "20000")
            .withOption("spi-tenants--default--db-lock-timeout", "15000"));
    private static final TestTenants TENANTS = new TestTenants(KEYCLOAK);
    private static final TestTenant ACME = TENANTS.provision("ada", PASSWORD);
    private static final TestTenant GLOBEX = TENANTS.provision("ada", PASSWORD);
    private static final ExecutorService PEOPLE = Executors.newCachedThreadPool();

    private Connection holder;

    @AfterAll
    static void stop() {
        PEOPLE.shutdownNow();
        KEYCLOAK.server().stop();
        FIRST.close();
        SECOND.close();
    }

    @AfterEach
    void unlock() throws SQLException {
        if (holder != null) {
            holder.close();
        }
        holder = null;
    }

    /** Locks the table of acme's users: every later statement that uses the table waits. */
    private void lockUsersOfAcme() throws SQLException {
        holder = KEYCLOAK.database().connect();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table \"" + ACME.schema() + "\".users");
        }
    }

    private static CompletableFuture<Answer> signInOfNobody(TestTenant tenant, int number) {
        return CompletableFuture.supplyAsync(() -> tenant.signIn("nobody-" + number, "whatever-1"), PEOPLE);
    }

    private static double active() {
        return Meters.of(KEYCLOAK.server()).value("tenantry_pool_connections", "state=\"active\"");
    }

    private static long waiting() {
        return KEYCLOAK.database().<Long>value("""
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'tenantry' and wait_event_type = 'Lock'""");
    }

    private static void assertNothingIsLeftOnTheConnections() {
        Eventually.holds("no connection is in use", () -> active() == 0);
        // The server's own tasks may have a transaction open for a moment.
        Eventually.holds("no transaction is open", () -> KEYCLOAK.database().<Long>value("""
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'tenantry'
                  and state like 'idle in transaction%'""") == 0);
    }

    private static void assertAdaIsAsBefore() {
        JsonNode ada = ACME.get("/users/" + ACME.firstUserId()).json();
        assertThat(ada.get("enabled").asBoolean()).isTrue();
        JsonNode attacks = ACME.get("/attack-detection/brute-force/users/" + ACME.firstUserId()).json();
        assertThat(attacks.get("disabled").asBoolean()).isFalse();
        assertThat(attacks.get("numFailures").asInt()).isZero();
        assertThat(ACME.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void aNoisyTenantUsesOnlyItsShareOfThePoolAndTheOtherIsServed() throws SQLException {
        ACME.change("", Map.of("bruteForceProtected", true, "failureFactor", 1));
        lockUsersOfAcme();
        List<CompletableFuture<Answer>> noise =
                IntStream.range(0, NOISE).mapToObj(number -> signInOfNobody(ACME, number)).toList();
        Eventually.holds("all connections of acme's share wait for the lock", () -> waiting() == SHARE);

        for (int i = 0; i < 5; i++) {
            String name = "grace-" + i;
            GLOBEX.addUser(name, PASSWORD);
            assertThat(GLOBEX.signIn(name, PASSWORD).status()).isEqualTo(200);
            assertThat(GLOBEX.get("/users/count").json().asInt()).isEqualTo(i + 2);
        }
        Eventually.holds("all sign-ins beyond the share are refused", () ->
                noise.stream().filter(CompletableFuture::isDone).count() == NOISE - SHARE);
        assertThat(waiting()).isEqualTo(SHARE);
        unlock();

        assertThat(noise).extracting(answer -> answer.join().status()).containsOnly(503, INVALID_GRANT);
        assertThat(noise).filteredOn(answer -> answer.join().status() == 503).hasSize(NOISE - SHARE);
        assertThat(Meters.of(KEYCLOAK.server()).value("tenantry_pool_share_refused_total")).isEqualTo(NOISE - SHARE);
        assertAdaIsAsBefore();
        assertNothingIsLeftOnTheConnections();
    }

    @Test
    @Order(2)
    void aLookupThatExceedsKeycloaksTimeoutForStorageProvidersIsAnswered() throws SQLException {
        lockUsersOfAcme();
        CompletableFuture<Answer> lookup = signInOfNobody(ACME, 0);
        CompletableFuture<Answer> count = CompletableFuture.supplyAsync(() -> ACME.get("/users/count"), PEOPLE);
        Eventually.holds("both requests wait for the lock", () -> waiting() == 2);
        long end = System.nanoTime() + KEYCLOAK_TIMEOUT.plusMillis(500).toNanos();
        Eventually.holds("Keycloak's timeout for storage providers has passed", () -> System.nanoTime() > end);
        assertThat(waiting()).as("requests that still wait").isEqualTo(2);
        unlock();

        assertThat(lookup.join().status()).isEqualTo(INVALID_GRANT);
        assertThat(count.join().json().asInt()).isEqualTo(1);
        assertThat(KEYCLOAK.server().log()).doesNotContain("exceeded specified time limit");
        assertThat(ACME.signIn("nobody", "whatever-1").status()).isEqualTo(INVALID_GRANT);
        assertAdaIsAsBefore();
        assertNothingIsLeftOnTheConnections();
    }

    @Test
    @Order(3)
    void aConnectionCutDuringAStatementFailsTheRequestAndWritesNothing() throws SQLException {
        lockUsersOfAcme();
        Map<String, Object> bob = Map.of("username", "bob", "enabled", true);
        CompletableFuture<Answer> added = CompletableFuture.supplyAsync(() -> ACME.post("/users", bob), PEOPLE);
        Eventually.holds("the request waits for the lock", () -> waiting() == 1);
        FIRST.cut();

        assertThat(added.join().status()).isEqualTo(503);
        unlock();
        Eventually.holds("PostgreSQL has ended the statement", () -> waiting() == 0);
        assertThat(ACME.count("users", "username = 'bob'")).isZero();
        assertThat(ACME.post("/users", bob).status()).isEqualTo(201);
        assertAdaIsAsBefore();
        assertNothingIsLeftOnTheConnections();
    }

    @Test
    @Order(4)
    void theServerUsesTheOtherAddressIfOneIsGoneAndAnswers503IfBothAreGone() {
        FIRST.close();
        Eventually.holds("the other address serves", () -> ACME.get("/users/count").status() == 200);
        assertThat(ACME.signIn("nobody", "whatever-1").status()).isEqualTo(INVALID_GRANT);
        assertAdaIsAsBefore();

        SECOND.swallow();
        SECOND.cut();
        Answer refused = ACME.signIn("somebody", "whatever-1");
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);

        SECOND.mend();
        Eventually.holds("acme is served", () -> ACME.signIn("somebody", "whatever-1").status() == INVALID_GRANT);
        assertAdaIsAsBefore();
    }
}
