package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.db.WrongScopeException;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.SchemaIdentity;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantHandle;
import java.util.List;
import java.util.function.Consumer;

/**
 * Drops a schema with all objects in it, one table in each transaction. PostgreSQL keeps a lock on each table, index,
 * type, constraint and trigger that a transaction drops until the transaction ends. All transactions share one lock
 * table, in which each connection can count on {@code max_locks_per_transaction} entries, 64 by default. The table of
 * users takes 50 locks and the history of migrations 27: both in one transaction would exceed 64, and a large schema
 * could never be dropped.
 *
 * <p>A removal that was interrupted, or that failed at a locked table, is finished by a repeated removal. Thread-safe.
 */
public final class SchemaRemoval {

    /**
     * Views first, and tables with incoming references last, so that each drop cascades to few objects. Sequences come
     * after the tables that own them, and functions after their callers. An extension's objects go with the extension,
     * and the extension with the schema.
     */
    private static final String DROPS = """
            select 'drop ' || o.type || ' if exists ' || o.identity || ' cascade'
            from pg_depend d
            join pg_identify_object(d.classid, d.objid, 0) o
              on o.type in ('view', 'materialized view', 'table', 'foreign table', 'sequence',
                            'function', 'procedure', 'aggregate')
            where d.refclassid = 'pg_namespace'::regclass and d.refobjid = current_schema()::regnamespace
              and not exists (
                select from pg_depend e where e.classid = d.classid and e.objid = d.objid and e.deptype = 'e')
            order by
              array_position(array['view', 'materialized view', 'table', 'foreign table', 'sequence'], o.type),
              (select count(*) from pg_constraint c where c.confrelid = d.objid and c.conrelid <> d.objid)
                + (select count(*) from pg_inherits i where i.inhparent = d.objid),
              o.identity""";

    private final Database database;

    public SchemaRemoval(Database database) {
        this.database = database.forRemoval();
    }

    /**
     * Closes the schema for good, so that no write commits any more. Idempotent; does nothing if the tenant has no
     * schema.
     *
     * @param lastLook at the closed schema; an exception leaves the schema unchanged
     * @throws WrongScopeException if the schema is marked as another realm's
     */
    public void close(Tenant tenant, Consumer<TenantHandle> lastLook) {
        SchemaMark dropped = SchemaMark.dropped(tenant.realmId());
        database.inTransaction(Scope.NONE, handle -> {
            AdvisoryLock.of(tenant.schema()).take(handle);
            SchemaIdentity.refuseForeign(handle, tenant.schema(), tenant.realmId());
            if (OwnedSchema.isThere(handle, tenant.schema())
                    && !SchemaIdentity.of(handle, tenant.schema()).equals(dropped)) {
                handle.enter(OwnedSchema.present(handle, tenant).scope());
                SchemaIdentity.mark(handle, tenant.schema(), dropped);
                lastLook.accept(new TenantHandle(handle));
            }
            return null;
        });
    }

    /**
     * Removes the schema, which must be closed. Does nothing if the tenant has no schema.
     *
     * @throws dev.tenantry.core.db.DatabaseUnavailableException if a table is locked for longer than a request waits
     * @throws WrongScopeException if the schema is marked as another realm's, or was created again meanwhile
     */
    public void remove(Tenant tenant) {
        List<String> drops;
        do {
            drops = database.inTransaction(Scope.NONE, handle -> drops(handle, tenant));
            drops.forEach(drop -> database.inTransaction(Scope.NONE, handle -> drop(handle, tenant, drop)));
        } while (!drops.isEmpty()); // until no object is left that is dropped individually
        database.inTransaction(Scope.NONE, handle ->
                drop(handle, tenant, "drop schema if exists " + tenant.schema().quoted() + " cascade"));
    }

    /** The objects to drop individually, in order; some will already be gone with others when their turn comes. */
    static List<String> drops(Handle handle, Tenant tenant) {
        enter(handle, tenant);
        return handle.query(DROPS, row -> row.getString(1));
    }

    static int drop(Handle handle, Tenant tenant, String drop) {
        enter(handle, tenant);
        return handle.update(drop);
    }

    /**
     * The lock comes first: another server may be removing the schema, and its owner is certain only under the lock.
     */
    private static void enter(Handle handle, Tenant tenant) {
        AdvisoryLock.of(tenant.schema()).take(handle);
        SchemaMark found = SchemaIdentity.of(handle, tenant.schema());
        SchemaMark dropped = SchemaMark.dropped(tenant.realmId());
        if (!found.equals(dropped) && OwnedSchema.isThere(handle, tenant.schema())) {
            throw new WrongScopeException(dropped.text(), found.text());
        }
        handle.enter(OwnedSchema.present(handle, tenant).scope());
    }
}
