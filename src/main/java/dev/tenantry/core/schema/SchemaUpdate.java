package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Tenant;
import java.time.Duration;

/**
 * Brings one tenant's schema up to date, in one transaction that holds the schema's lock. Waits up to a minute for this
 * lock, since a server that has just stopped may still hold it. Waits for a locked table no longer than
 * {@link Database#lockTimeout}. This time is short, because a waiting ALTER TABLE blocks every later query of the
 * table. If the table is still locked after this time, rolls back and tries again, up to 3 tries in all. Thread-safe.
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
     * @throws BusyException if another operation holds the schema's lock for more than a minute
     */
    public void run(Tenant tenant) {
        for (int attempt = 1; !runOnce(tenant, attempt == ATTEMPTS); attempt++) {
            pause();
        }
    }

    /**
     * @param isLast true if this is the last try: then this method throws an exception if a table is locked
     * @return true if the schema is up to date; false if a table was locked, and the caller must try again
     */
    private boolean runOnce(Tenant tenant, boolean isLast) {
        try {
            database.inTransaction(tenant.scope(), handle -> {
                AdvisoryLock.of(tenant.schema()).take(handle, LOCK_TIMEOUT);
                handle.setLockTimeout(database.lockTimeout());
                migrate(handle, tenant, migrations);
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

    /** Brings the schema up to date, in the transaction of the handle. */
    static void migrate(Handle handle, Tenant tenant, SchemaMigrations migrations) {
        migrations.migrateTenant(handle, tenant.owned());
        SearchIndex.ensure(handle);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // because of the interrupt, the next try is the last
        }
    }
}
