package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import java.time.Duration;

/**
 * Brings one tenant's schema up to date, in one transaction and under its lock, for which it waits a minute: a
 * stopped server may hold it. For a table it waits less than requests do, then lets them pass and tries again: a waiting
 * ALTER TABLE blocks every later query of that table. Thread-safe.
 */
final class SchemaUpdate {

    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 500;

    private final Database database;
    private final SchemaMigrations migrations;

    SchemaUpdate(Database database, SchemaMigrations migrations) {
        this.database = database.withoutTimeouts();
        this.migrations = migrations;
    }

    /**
     * @throws MigrationException where a script fails; the schema is as it was then
     * @throws BusyException if another operation holds the schema's lock for a minute
     */
    void run(Tenant tenant) {
        for (int attempt = 1; !runOnce(tenant, attempt == ATTEMPTS); attempt++) {
            pause();
        }
    }

    /** @return false where a table was not to be had, and there is another try */
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
