package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Tenant;
import java.time.Duration;

/**
 * Brings one tenant's schema up to date, in one transaction and under its lock. Waits a minute for the lock, which a
 * stopped server may hold. Waits for a table shorter than requests do, then rolls back and tries again, 3 times in all:
 * a waiting ALTER TABLE blocks every later query of the table. Thread-safe.
 */
public final class SchemaUpdate {

    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 500;

    private final Database database;
    private final SchemaMigrations migrations;

    public SchemaUpdate(Database database, SchemaMigrations migrations) {
        this.database = database.withoutTimeouts();
        this.migrations = migrations;
    }

    /**
     * @throws MigrationException if a script fails; the schema is then unchanged
     * @throws BusyException if another operation holds the schema's lock for a minute
     */
    public void run(Tenant tenant) {
        for (int attempt = 1; !runOnce(tenant, attempt == ATTEMPTS); attempt++) {
            pause();
        }
    }

    /** @return false if a table was locked, and another try is left */
    private boolean runOnce(Tenant tenant, boolean isLast) {
        try {
            database.inTransaction(tenant.scope(), handle -> {
                AdvisoryLock.of(tenant.schema()).take(handle, LOCK_TIMEOUT);
                handle.setLockTimeout(database.lockTimeout());
                migrations.migrateTenant(handle, tenant.owned());
                SearchIndex.ensure(handle);
                return null;
            });
            return true;
        } catch (MigrationException failure) {
            if (isLast || !failure.isLocked() || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // then the next try is the last
        }
    }
}
