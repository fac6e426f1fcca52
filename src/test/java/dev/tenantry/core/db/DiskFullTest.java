package dev.tenantry.core.db;

import static dev.tenantry.core.db.TwoSchemas.ACME;
import static dev.tenantry.core.db.TwoSchemas.COUNT;
import static dev.tenantry.core.db.TwoSchemas.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.SmallDisk;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The disk of the tenants' tables is full. */
@Timeout(60)
final class DiskFullTest {

    private static final Postgres POSTGRES = Postgres.startWith(Map.of());
    private static final SmallDisk DISK = SmallDisk.of(POSTGRES, "disk_full");
    private static final TwoSchemas SCHEMAS = new TwoSchemas(DISK.database());
    private static final int MANY = 5_000;

    @AfterAll
    static void stop() {
        POSTGRES.close();
        DISK.close();
    }

    @Test
    void aFullDiskRefusesWritesServesReadsAndRecoversOnceThereIsRoom() {
        try (Database database = Database.open(SCHEMAS.settings(1, Duration.ofSeconds(2)))) {
            DISK.fill();

            for (Scope tenant : new Scope[] {ACME, GLOBEX}) {
                assertThatExceptionOfType(DatabaseUnavailableException.class)
                        .isThrownBy(() -> addMany(database, tenant)).withMessageContaining("53100");
                assertThat(people(database, tenant)).as("no partial write").isEqualTo(1);
            }
            assertThat(SCHEMAS.idleInTransaction()).isZero();

            DISK.empty();
            assertThat(addMany(database, ACME)).isEqualTo(MANY);
            assertThat(people(database, ACME)).isEqualTo(1 + MANY);
            assertThat(people(database, GLOBEX)).isEqualTo(1);
        }
    }

    private static int addMany(Database database, Scope scope) {
        return database.inTransaction(scope, handle -> {
            handle.update("insert into person values ('bob', null)");
            return handle.update("""
                    insert into person select 'user-' || n, 'user-' || n || '@example.com' from generate_series(1, ?) n
                    """, MANY - 1) + 1;
        });
    }

    private static int people(Database database, Scope scope) {
        return database.read(scope, handle -> handle.count(COUNT));
    }
}
