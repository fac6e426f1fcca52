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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A primary and a standby that streams from the primary. The pool's address names both servers. */
@Timeout(90)
final class FailoverTest {

    private static final int POOL = 3;
    private static final String SERVED_BY = "select inet_server_port()";

    @AutoClose
    private final Postgres primary = Postgres.startWith(Map.of());

    private final TwoSchemas schemas = new TwoSchemas(primary.createDatabase("failover"));

    @AutoClose
    private final Postgres standby = Postgres.startStandbyOf(primary);

    private final TestDatabase promoted = standby.database("failover");

    private Database open() {
        String addresses = "localhost:" + primary.port() + ",localhost:" + standby.port();
        TestDatabase beside = schemas.beside();
        return Database.open(new DatabaseSettings(
                "jdbc:postgresql://" + addresses + "/failover", beside.username(), beside.password(), POOL,
                Duration.ofSeconds(1), Limits.usual(POOL)));
    }

    @Test
    void theStandbyTakesOverFromAStoppedPrimary() {
        try (Database database = open()) {
            write(database, "bob");
            Eventually.holds("bob is on the standby", () ->
                    promoted.<Long>value("select count(*) from acme.person") == 2);

            primary.stop();
            assertUnavailable(database);
            promote();
            Eventually.holds("the standby serves", () -> writes(database, "carol"));

            assertThat(servedBy(database)).isEqualTo(standby.port());
            assertThat(people(database, ACME)).as("ada, bob and carol").isEqualTo(3);
            assertThat(people(database, GLOBEX)).as("ada").isEqualTo(1);
        }
    }

    @Test
    void noConnectionIsKeptToAPrimaryThatHasBecomeReadOnly() {
        try (Database database = open()) {
            fill(database);
            assertThat(servedBy(database)).isEqualTo(primary.port());
            turnReadOnly(primary.database("postgres"));
            assertThat(people(database, ACME)).as("a read still works").isEqualTo(1);

            assertUnavailable(database);
            promote();
            Eventually.holds("the standby serves", () -> writes(database, "carol"));

            fill(database);
            for (int i = 0; i < 2 * POOL; i++) {
                assertThat(servedBy(database)).isEqualTo(standby.port());
            }
            assertThat(people(database, ACME)).as("ada and carol").isEqualTo(2);
        }
    }

    /** Makes the server read-only. The server's connections stay open, as they do through a proxy. */
    private static void turnReadOnly(TestDatabase server) {
        server.execute("alter system set default_transaction_read_only = on");
        server.rows("select pg_reload_conf()");
        Eventually.holds("the server is read-only", () ->
                server.<String>value("show transaction_read_only").equals("on"));
    }

    private void promote() {
        assertThat(promoted.<Boolean>value("select pg_promote()")).isTrue();
    }

    /** Opens all connections of the pool. */
    private static void fill(Database database) {
        List<Transaction> all = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            all.add(database.begin(Scope.NONE));
        }
        all.forEach(Transaction::rollback);
    }

    private static void write(Database database, String name) {
        database.inTransaction(ACME, handle -> handle.update(INSERT, name, null));
    }

    private static boolean writes(Database database, String name) {
        try {
            write(database, name);
            return true;
        } catch (DatabaseUnavailableException notYet) {
            return false;
        }
    }

    private static int people(Database database, Scope scope) {
        return database.read(scope, handle -> handle.count(COUNT));
    }

    private static int servedBy(Database database) {
        return database.read(GLOBEX, handle -> handle.count(SERVED_BY));
    }

    private static void assertUnavailable(Database database) {
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> write(database, "nobody"));
    }
}
