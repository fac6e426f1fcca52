package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.Tenant;
import java.time.Duration;
import java.util.List;

/**
 * Rehearses the migration of one tenant's schema: runs the scripts in a transaction and rolls the transaction back.
 * Before the rollback, requests of the tenant wait for the locked tables, as they do in a real migration. Thread-safe.
 */
public final class UpdateRehearsal {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    private static final String TABLES = """
            select relname from pg_class
            where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')""";

    /**
     * Selects the locks of this transaction that make other transactions wait when they read or write a table of the
     * tenant. Tables that the migration itself has created are left out, since no request uses them yet.
     */
    private static final String LOCKS = """
            select distinct table_of.relname, lock.mode
            from pg_locks lock join pg_class table_of on table_of.oid = lock.relation
            where lock.pid = pg_backend_pid()
              and table_of.relnamespace = current_schema()::regnamespace and table_of.relname = any (?)
              and lock.mode in ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
            order by 1, 2""";

    private final Database database;
    private final SchemaMigrations migrations;

    public UpdateRehearsal(Database database, SchemaMigrations migrations) {
        this.database = database.withoutTimeouts();
        this.migrations = migrations;
    }

    /**
     * @throws MigrationException if a script fails
     * @throws dev.tenantry.core.tenant.BusyException if another operation holds the schema's lock for more than 5
     *     seconds
     */
    public RehearsedUpdate run(Tenant tenant) {
        Transaction transaction = database.begin(tenant.scope());
        try {
            return run(transaction.handle(), tenant);
        } finally {
            transaction.rollback();
        }
    }

    private RehearsedUpdate run(Handle handle, Tenant tenant) {
        AdvisoryLock.of(tenant.schema()).take(handle, LOCK_TIMEOUT);
        handle.setLockTimeout(database.lockTimeout());
        String[] before = handle.query(TABLES, row -> row.getString(1)).toArray(String[]::new);
        List<Migration> pending = migrations.history(handle, tenant.owned()).stream()
                .filter(migration -> migration.installedAt() == null)
                .toList();
        long begin = System.nanoTime();
        SchemaUpdate.migrate(handle, tenant, migrations);
        List<TableLock> locks = handle.query(LOCKS,
                row -> new TableLock(row.getString(1), row.getString(2)), (Object) before);
        return new RehearsedUpdate(pending, locks, Duration.ofNanos(System.nanoTime() - begin));
    }
}
