package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static dev.tenantry.core.db.TwoSchemas.INSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.TcpForwarder;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A request is canceled in time; long work is not. The pool has one connection, so each call meets the settings that
 * the previous call left there.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimitsTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    private static final Limits SHORT = new Limits(Duration.ofMillis(600), Duration.ofMillis(200), 1);
    private static final String SLEEP = "select 1 from pg_sleep(60)";
    private static final String SLEEP_LONGER_THAN_A_REQUEST = "select 1 from pg_sleep(1)";
    private static final String TIMEOUTS =
            "select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'))";

    @AutoClose
    private final Database database = Database.open(SCHEMAS.settings(1, Duration.ofSeconds(5), SHORT));

    @Test
    void aSlowStatementIsCanceledInReadsAndTransactions() {
        assertCancelled("57014", () -> database.read(GLOBEX, handle -> handle.count(SLEEP)));
        assertCancelled("57014", () -> database.read(Scope.NONE, handle -> handle.count(SLEEP)));
        assertCancelled("57014", () -> database.inTransaction(GLOBEX, handle -> {
            handle.update(INSERT, "eve", null);
            return handle.count(SLEEP);
        }));

        assertThat(people(GLOBEX)).as("no partial write").isEqualTo(1);
        assertThat(SCHEMAS.idleInTransaction()).isZero();
    }

    @Test
    void aWaitForALockEndsAtTheLockTimeout() {
        try (Database other = SCHEMAS.open(1)) {
            Transaction holder = other.begin(ACME);
            holder.handle().update("lock table person");

            assertCancelled("55P03", () -> people(ACME));
            assertCancelled("55P03", () -> database.inTransaction(
                    ACME, handle -> handle.update("update person set email = email")));
            assertThat(people(GLOBEX)).as("the other tenant does not wait").isEqualTo(1);

            holder.rollback();
            assertThat(people(ACME)).isEqualTo(1);
        }
    }

    @Test
    void longWorkIsNotCanceled() {
        Database longWork = database.withoutTimeouts();

        assertThat(longWork.<Integer>read(ACME, handle -> handle.count(SLEEP_LONGER_THAN_A_REQUEST))).isOne();
        assertThat(longWork.<Integer>inTransaction(ACME, handle -> handle.count(SLEEP_LONGER_THAN_A_REQUEST))).isOne();
        assertThat(longWork.<Integer>inSnapshot(ACME, handle -> handle.count(SLEEP_LONGER_THAN_A_REQUEST))).isOne();
        assertCancelled("57014", () -> database.read(ACME, handle -> handle.count(SLEEP)));
    }

    @Test
    void limitsEndWithTheirTransaction() {
        String before = SCHEMAS.beside().value(TIMEOUTS);

        List<String> seen = List.of(
                timeouts(database), timeouts(database.withoutTimeouts()), database.inTransaction(ACME, this::timeouts));

        assertThat(seen).containsExactly("600ms 200ms", "0 0", "600ms 200ms");
        assertThat(database.withoutTimeouts().<String>inTransaction(ACME, handle -> {
            handle.setLockTimeout(database.lockTimeout());
            return timeouts(handle);
        })).isEqualTo("0 100ms");
        try (Database same = SCHEMAS.open(1)) {
            assertThat(before).isEqualTo("0 0").isNotEqualTo(timeouts(same));
        }
    }

    @Test
    void limitsAreNotLeftOnTheConnection() {
        database.read(ACME, handle -> handle.count(COUNT));
        database.<Integer>inTransaction(ACME, handle -> handle.count(COUNT));

        // Not through database.read, which would set the limits again.
        assertThat(database.<String>inTransaction(ACME, handle -> {
            handle.update("rollback");
            return timeouts(handle);
        })).isEqualTo("0 0");
    }

    @Test
    void requestsGiveUpOnASilentServerAndLongWorkWaits() {
        try (TcpForwarder network = TcpForwarder.to(port()); Database far = Database.open(throughA(network))) {
            assertThat(far.withoutTimeouts().<Integer>read(ACME, handle -> handle.count("select 1 from pg_sleep(4)")))
                    .as("longer than a request waits for a silent server").isOne();

            network.swallow();
            assertThat(timeOf(() -> assertUnavailable(() -> far.read(ACME, handle -> handle.count(COUNT)))))
                    .isLessThan(Duration.ofSeconds(6));
            network.mend();
            Eventually.holds("the database answers again", () -> isThere(far));
        }
    }

    private DatabaseSettings throughA(TcpForwarder network) {
        DatabaseSettings near = SCHEMAS.settings(1, Duration.ofSeconds(1), SHORT);
        return new DatabaseSettings(
                near.url().replace(":" + port() + "/", ":" + network.port() + "/"),
                near.username(), near.password(), near.poolMaxSize(), near.connectionTimeout(), SHORT);
    }

    private static int port() {
        return SCHEMAS.beside().value("select inet_server_port()");
    }

    private static boolean isThere(Database database) {
        try {
            return database.read(ACME, handle -> handle.count(COUNT)) == 1;
        } catch (DatabaseUnavailableException notYet) {
            return false;
        }
    }

    private int people(Scope scope) {
        return database.read(scope, handle -> handle.count(COUNT));
    }

    private String timeouts(Database asked) {
        return asked.read(ACME, this::timeouts);
    }

    private String timeouts(ReadHandle handle) {
        return handle.first(TIMEOUTS, row -> row.getString(1)).orElseThrow();
    }

    private static void assertCancelled(String code, ThrowingCallable request) {
        assertThat(timeOf(() -> assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(request)
                .withMessageContaining(code)))
                .isLessThan(Duration.ofSeconds(5));
    }

    private static void assertUnavailable(ThrowingCallable request) {
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(request);
    }

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
