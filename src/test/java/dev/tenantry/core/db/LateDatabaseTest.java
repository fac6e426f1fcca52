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

/** A database that is unreachable when its pool is opened. */
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
    void isUnavailableAtFirstAndWorksNormallyOnceItAnswers() {
        network.swallow();
        try (Database database = Database.openLater(settings)) {
            assertThat(database.isAnswering()).isFalse();
            assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> one(database))
                    .withMessageContaining("late");
            assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(database::ping);
            assertThat(database.isAnswering()).isFalse();

            network.mend();
            Eventually.holds("the database serves before the pooler probe has run", () -> serves(database));
            assertThat(isPrepared(database)).as("a pooler might not keep prepared statements").isFalse();

            database.ping();
            assertThat(database.isAnswering()).isTrue();
            assertThat(database.pooler()).isEqualTo(Pooler.NONE);
            one(database);
            assertThat(isPrepared(database)).as("prepared as the address asks").isTrue();
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

    /** True if the statement is prepared on the server, in the connection that the pool hands out first. */
    private static boolean isPrepared(Database database) {
        return database.<Integer>inTransaction(Scope.NONE, handle -> {
            handle.count("select 1 as late");
            return handle.count("select count(*) from pg_prepared_statements where statement like '%1 as late'");
        }) > 0;
    }

    /** Opens transactions up to the wanted number. Returns how many were open at the same time. */
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
