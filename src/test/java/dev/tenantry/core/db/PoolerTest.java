package dev.tenantry.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.postgres.PgBouncer;
import dev.tenantry.support.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probe for a pooler when a database is opened: with PgBouncer in several modes, and without a pooler. */
@Tag("programs")
final class PoolerTest {

    private static final TwoSchemas SCHEMAS = new TwoSchemas();
    private static final int OTHERS = 4;
    private static final int PROBES = 20;

    private static Pooler probed(TestDatabase way) {
        try (Database database = open(way)) {
            return database.pooler();
        }
    }

    private static Database open(TestDatabase way) {
        return Database.open(new DatabaseSettings(
                way.url(), way.username(), way.password(), 4, Duration.ofSeconds(10)));
    }

    private static PgBouncer bouncer(Map<String, String> settings) {
        return PgBouncer.with(settings, SCHEMAS.beside().username());
    }

    @Test
    void aDirectConnectionHasNoPooler() {
        assertThat(probed(SCHEMAS.beside())).isEqualTo(Pooler.NONE);
    }

    @Test
    void aPoolerInSessionModeCountsAsNone() {
        try (PgBouncer bouncer = bouncer(Map.of("pool_mode", "session"))) {
            assertThat(probed(bouncer.through(SCHEMAS.beside()))).isEqualTo(Pooler.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "2, 1", "3, 1"})
    void aPoolerInTransactionModeIsDetected(String servers, String inRotation) {
        try (PgBouncer bouncer = bouncer(Map.of("default_pool_size", servers, "server_round_robin", inRotation))) {
            TestDatabase way = bouncer.through(SCHEMAS.beside());
            makeAll(way, Integer.parseInt(servers));

            assertThat(probed(way)).isEqualTo(Pooler.sharing(true, PgBouncer.keepsPreparedStatements()));
        }
    }

    @Test
    void aPoolerThatResetsConnectionsIsNotLeaking() {
        Map<String, String> clean = Map.of("default_pool_size", "3", "server_reset_query_always", "1");
        try (PgBouncer bouncer = bouncer(clean)) {
            assertThat(probed(bouncer.through(SCHEMAS.beside())).leaking()).isFalse();
        }
    }

    @Test
    void aPoolerThatIsBusyWithOtherClientsIsDetected() throws Exception {
        try (PgBouncer bouncer = bouncer(Map.of("default_pool_size", "3"))) {
            TestDatabase way = bouncer.through(SCHEMAS.beside());
            Set<Pooler> seen = new HashSet<>();
            AtomicInteger asked = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            ExecutorService others = Executors.newFixedThreadPool(OTHERS);
            try (Database database = open(way)) {
                List<Future<?>> work = Stream.generate(() -> others.submit(() -> {
                    while (!enough.get()) {
                        asked.addAndGet(database.read(Scope.NONE, handle -> handle.count("select 1")));
                    }
                })).limit(OTHERS).collect(Collectors.toList());
                for (int i = 0; i < PROBES; i++) {
                    seen.add(probed(way));
                }
                enough.set(true);
                for (Future<?> one : work) {
                    one.get();
                }
            } finally {
                others.shutdownNow();
            }

            assertThat(asked.get()).isGreaterThan(PROBES);
            assertThat(seen).containsExactly(Pooler.sharing(true, PgBouncer.keepsPreparedStatements()));
        }
    }

    /** Makes the pooler open all connections to the database that it may have. Afterwards all of them are idle. */
    private static void makeAll(TestDatabase way, int servers) {
        List<Connection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < servers; i++) {
                Connection client = way.connect();
                clients.add(client);
                client.setAutoCommit(false);
                client.createStatement().execute("select 1");
            }
            for (Connection client : clients) {
                client.commit();
                client.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theProbeLeavesNoSettingBehind() {
        try (PgBouncer bouncer = bouncer(Map.of("default_pool_size", "2"))) {
            TestDatabase way = bouncer.through(SCHEMAS.beside());
            probed(way);

            assertThat(way.<String>value("select current_setting('tenantry.probe', true)")).isNullOrEmpty();
        }
    }

    @Test
    void statementsArePreparedOnlyIfThePoolerKeepsThem() {
        try (PgBouncer bouncer = bouncer(Map.of("default_pool_size", "1"))) {
            TestDatabase way = bouncer.through(SCHEMAS.beside());
            TestDatabase prepared = new TestDatabase(way.url() + "?prepareThreshold=1", way.username(), way.password());
            try (Database database = open(prepared)) {
                database.<Integer>read(Scope.NONE, handle -> handle.count("select 1 as often"));
                boolean kept = 0 < database.<Integer>read(Scope.NONE, handle -> handle.count(
                        "select count(*) from pg_prepared_statements where statement like 'select 1 as often'"));

                assertThat(kept).isEqualTo(PgBouncer.keepsPreparedStatements());
            }
        }
    }

    @Test
    void aFailedProbeAssumesTheWorstPoolerAndTheDatabaseServes() {
        SCHEMAS.beside().execute("create role lonely login connection limit 1");
        DatabaseSettings settings = new DatabaseSettings(
                SCHEMAS.beside().url(), "lonely", "", 1, Duration.ofSeconds(10));

        try (Database database = Database.open(settings)) {
            assertThat(database.pooler()).isEqualTo(Pooler.unknown("53300")).asString().contains("53300");
            assertThat(database.<Integer>read(Scope.NONE, handle -> handle.count("select 1"))).isOne();
        }
    }
}
