package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several servers start at the same time on an empty database. */
@Timeout(30)
final class RegistryMigrationTest {

    private static final int SERVERS = 8;
    private static final TestDatabase FRESH = Postgres.shared().createDatabase("registry_migration");

    @AutoClose
    private final Database database = Database.open(new DatabaseSettings(
            FRESH.url(), FRESH.username(), FRESH.password(), SERVERS, Duration.ofSeconds(10)));

    @AutoClose("shutdown")
    private final ExecutorService threads = Executors.newFixedThreadPool(SERVERS);

    @Test
    void oneServerMigratesAndTheOthersFindItDone() throws Exception {
        Callable<Void> migrate = () -> {
            SchemaMigrations.migrateRegistry(database);
            return null;
        };
        for (Future<Void> server : threads.invokeAll(Stream.generate(() -> migrate).limit(SERVERS).toList())) {
            server.get();
        }

        List<List<Object>> once = history();
        assertThat(once).as("each script has run once").extracting(row -> row.get(1)).doesNotHaveDuplicates();
        assertThat(once).isNotEmpty();

        SchemaMigrations.migrateRegistry(database);
        assertThat(history()).isEqualTo(once);
        assertThat(new TenantRegistry(database).list("", null, 0, 10)).isEmpty();
    }

    private static List<List<Object>> history() {
        return FRESH.rows("select * from tenantry.schema_history order by installed_rank");
    }
}
