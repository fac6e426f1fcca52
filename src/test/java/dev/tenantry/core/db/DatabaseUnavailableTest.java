package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.process.FreePort;
import java.time.Duration;
import org.assertj.core.api.ThrowableTypeAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An unavailable database must be reported as unavailable, not as missing data, before Keycloak's own timeout. */
@Timeout(10)
final class DatabaseUnavailableTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    private static final Duration SHORT = Duration.ofMillis(300);

    private static ThrowableTypeAssert<DatabaseUnavailableException> assertThatUnavailable() {
        return assertThatExceptionOfType(DatabaseUnavailableException.class);
    }

    private static int people(Database database) {
        return database.read(GLOBEX, handle -> handle.count(COUNT));
    }

    @Test
    void aServerThatDoesNotListenIsUnavailable() {
        String nobody = "jdbc:postgresql://localhost:" + FreePort.any() + "/tenants";

        assertThatUnavailable().isThrownBy(
                () -> Database.open(new DatabaseSettings(nobody, "ada", "secret", 1, SHORT)));
    }

    @Test
    void aPoolWithoutAFreeConnectionIsUnavailableAfterTheTimeout() {
        try (Database database = Database.open(SCHEMAS.settings(1, SHORT))) {
            Transaction busy = database.begin(ACME);
            long start = System.nanoTime();

            assertThatUnavailable().isThrownBy(() -> database.read(GLOBEX, handle -> handle.count(COUNT)));
            assertThatUnavailable().isThrownBy(() -> database.begin(GLOBEX));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));

            busy.rollback();
            assertThat(people(database)).isEqualTo(1);
        }
    }

    @Test
    void aCutConnectionIsUnavailableAndIsReplaced() {
        try (Database database = SCHEMAS.open(1)) {
            int backend = database.read(Scope.NONE, handle -> handle.count("select pg_backend_pid()"));
            Transaction cut = database.begin(ACME);
            SCHEMAS.beside().execute("select pg_terminate_backend(?)", backend);

            assertThatUnavailable().isThrownBy(() -> cut.handle().count(COUNT));
            assertThatUnavailable().isThrownBy(cut::commit);
            assertThat(people(database)).isEqualTo(1);
        }
    }

    @Test
    void aPingFailsWhileAllConnectionsAreInUse() {
        try (Database database = Database.open(SCHEMAS.settings(1, SHORT))) {
            database.ping();
            Transaction busy = database.begin(ACME);
            assertThatUnavailable().isThrownBy(database::ping);

            busy.rollback();
            database.ping();
        }
    }

    @Test
    void aLockThatIsNotAcquiredInTimeIsUnavailable() {
        try (Database database = SCHEMAS.open(2)) {
            Transaction holder = database.begin(ACME);
            holder.handle().update("lock table person");

            assertThatUnavailable().isThrownBy(
                    () -> database.read(ACME.with("lock_timeout", "50ms"), handle -> handle.count(COUNT)));
            holder.rollback();
        }
    }

    @Test
    void aStatementThatIsWrongIsNotUnavailable() {
        try (Database database = SCHEMAS.open(1)) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.read(ACME, handle -> handle.count("select count(*) from nowhere")))
                    .isNotInstanceOf(DatabaseUnavailableException.class)
                    .withMessageContaining("42P01");
        }
    }
}
