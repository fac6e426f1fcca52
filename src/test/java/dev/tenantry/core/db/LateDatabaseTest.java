package dev.tenantry.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.TcpForwarder;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that is out of reach when its pool is opened. */
@Timeout(30)
final class LateDatabaseTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    private static final int POOL = 3;

    @AutoClose
    private final TcpForwarder network = TcpForwarder.to(Postgres.shared().port());

    private final DatabaseSettings settings = new DatabaseSettings(
            "late",
            SCHEMAS.beside().url().replace(":" + Postgres.shared().port() + "/", ":" + network.port() + "/")
                    + "?prepareThreshold=1",
            SCHEMAS.beside().username(), SCHEMAS.beside().password(), POOL, Duration.ofSeconds(2), Limits.usual(POOL));

    @Test
    void isUnavailableAndAsAnyOtherOnceItIsThere() {
        network.swallow();
        try (Database database = Database.openLater(settings)) {
            assertThat(database.isAnswering()).isFalse();
            assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> one(database))
                    .withMessageContaining("late");
            assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(database::ping);
            assertThat(database.isAnswering()).isFalse();

            network.mend();
            Eventually.holds("it serves before anybody has found out about poolers", () -> serves(database));
            assertThat(isPrepared(database)).as("which might not keep statements").isFalse();

            database.ping();
            assertThat(database.isAnswering()).isTrue();
            assertThat(database.pooler()).isEqualTo(Pooler.NONE);
            one(database);
            assertThat(isPrepared(database)).as("as the address asks for").isTrue();
            assertThat(all(database, POOL)).isEqualTo(POOL);
        }
    }

    private static int one(Database database) {
        return database.read(Scope.NONE, handle -> handle.count("select 1 as late"));
    }

    private static boolean serves(Database database) {
        try {
            return one(database) == 1;
        } catch (DatabaseUnavailableException notYet) {
            return false;
        }
    }

    /** On the one connection that is taken first. */
    private static boolean isPrepared(Database database) {
        return database.<Integer>inTransaction(Scope.NONE, handle -> {
            handle.count("select 1 as late");
            return handle.count("select count(*) from pg_prepared_statements where statement like '%1 as late'");
        }) > 0;
    }

    /** How many transactions there can be at one time. */
    private static int all(Database database, int wanted) {
        if (wanted == 0) {
            return 0;
        }
        Transaction one = database.begin(Scope.NONE);
        try {
            return 1 + all(database, wanted - 1);
        } finally {
            one.rollback();
        }
    }
}
