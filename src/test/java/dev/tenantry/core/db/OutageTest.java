package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static dev.tenantry.core.db.TwoSchemas.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.TcpForwarder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server stops, or its network fails. After the server or the network is back, the database serves again. */
@Timeout(60)
final class OutageTest {

    private static final Postgres POSTGRES = Postgres.startWith(Map.of());
    private static final TwoSchemas SCHEMAS = new TwoSchemas(POSTGRES.createDatabase("outage"));

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void aStoppedServerFailsRunningWorkAndServesAgainAfterItsRestart() {
        try (Database database = open(POSTGRES.port(), 5_000)) {
            Transaction cut = database.begin(ACME);
            cut.handle().update(INSERT, "eve", null);
            CompletableFuture<Integer> statement = CompletableFuture.supplyAsync(
                    () -> database.read(GLOBEX, handle -> handle.count("select 1 from pg_sleep(60)")));
            awaitSleeper();

            POSTGRES.stop();
            assertThatExceptionOfType(CompletionException.class).isThrownBy(statement::join)
                    .withCauseInstanceOf(DatabaseUnavailableException.class);
            assertUnavailable(() -> cut.handle().update(INSERT, "mallory", null));
            assertUnavailable(cut::commit);
            assertUnavailable(() -> people(database, GLOBEX));
            assertUnavailable(() -> database.begin(GLOBEX));
            assertUnavailable(database::ping);

            POSTGRES.startAgain();
            Eventually.holds("the server serves again", () -> isServed(database));
            database.ping();
            assertThat(people(database, ACME)).as("no partial write").isEqualTo(1);
        }
    }

    @Test
    void aConnectionCutDuringAStatementFailsOnlyThatRequest() {
        try (TcpForwarder network = TcpForwarder.to(POSTGRES.port());
                Database database = open(network.port(), 1_500)) {
            CompletableFuture<Integer> request =
                    CompletableFuture.supplyAsync(() -> database.inTransaction(ACME, handle -> {
                        handle.update(INSERT, "eve", null);
                        return handle.count("select 1 from pg_sleep(60)");
                    }));
            awaitSleeper();
            network.cut();

            assertThatExceptionOfType(CompletionException.class).isThrownBy(request::join)
                    .withCauseInstanceOf(DatabaseUnavailableException.class);
            assertThat(people(database, ACME)).as("no partial write").isEqualTo(1);
            assertThat(database.<Integer>inTransaction(GLOBEX, handle -> handle.update(INSERT, "bob", null))).isOne();
            Eventually.holds("PostgreSQL cancels the abandoned statement", () -> sleepers() == 0);
            assertThat(SCHEMAS.idleInTransaction()).isZero();
            SCHEMAS.beside().execute("delete from globex.person where username = 'bob'");
        }
    }

    private static Database open(int port, long statementMillis) {
        TestDatabase beside = SCHEMAS.beside();
        return Database.open(new DatabaseSettings(
                beside.url().replace(":" + POSTGRES.port() + "/", ":" + port + "/"),
                beside.username(), beside.password(), 3, Duration.ofMillis(500), new Limits(Duration.ofMillis(statementMillis), Duration.ofSeconds(2), 2)));
    }

    private static void awaitSleeper() {
        Eventually.holds("the statement is under way", () -> sleepers() == 1);
    }

    private static long sleepers() {
        return SCHEMAS.beside().<Long>value("select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
    }

    private static boolean isServed(Database database) {
        try {
            return people(database, GLOBEX) == 1;
        } catch (DatabaseUnavailableException notYet) {
            return false;
        }
    }

    private static int people(Database database, Scope scope) {
        return database.read(scope, handle -> handle.count(COUNT));
    }

    private static void assertUnavailable(ThrowingCallable work) {
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(work);
    }
}
