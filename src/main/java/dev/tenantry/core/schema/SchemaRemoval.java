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
 * Drops a schema with all objects in it. Each table is dropped in a separate transaction: until a transaction ends,
 * PostgreSQL holds a lock on each table, index, type, constraint and trigger that the transaction drops. The lock table
 * of PostgreSQL has {@code max_locks_per_transaction} entries for each connection, 64 by default. Dropping the table of
 * users takes 50 locks, and dropping the history of migrations takes 27 locks, so a single transaction for a whole
 * schema could fill the lock table.
 *
 * <p>A removal that was interrupted, or that failed because of a locked table, can be repeated: the repeated removal
 * drops the rest. Thread-safe.
 */
public final class SchemaRemoval {

    /**
     * Selects the statements that drop single objects. The statements are ordered so that each drop cascades to few
     * objects: views come first, and tables that other tables reference come last. Sequences come after the tables that
     * own them, and functions after the objects that call them. Extensions and their objects are left out: they are
     * dropped together with the schema.
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
     * Closes the schema permanently: afterwards no write to the schema can commit. Idempotent. Does nothing if the
     * tenant has no schema.
     *
     * @param lastLook reads the schema in the closing transaction, after the schema was marked as closed. An exception
     *     rolls the transaction back. Not called if an earlier call has closed the schema
     * @throws WrongScopeException if the schema mark names another realm
     */
    public void close(Tenant tenant, Consumer<TenantHandle> lastLook) {
        SchemaMark dropped = SchemaMark.dropped(tenant.realmId());
        database.inTransaction(Scope.NONE, handle -> {
            AdvisoryLock.of(tenant.schema()).take(handle);
            SchemaIdentity.refuseForeign(handle, tenant.schema(), tenant.realmId());
            if (!isClosed(handle, tenant) && OwnedSchema.isThere(handle, tenant.schema())) {
                handle.enter(OwnedSchema.present(handle, tenant).scope());
                SchemaIdentity.mark(handle, tenant.schema(), dropped);
                lastLook.accept(new TenantHandle(handle));
            }
            return null;
        });
    }

    /** True if {@link #close} has closed the tenant's schema. */
    public boolean isClosed(Tenant tenant) {
        return database.inTransaction(Scope.NONE, handle -> isClosed(handle, tenant));
    }

    /** True if the tenant's schema does not exist. */
    public boolean isGone(Tenant tenant) {
        return database.inTransaction(Scope.NONE, handle -> !OwnedSchema.isThere(handle, tenant.schema()));
    }

    private static boolean isClosed(Handle handle, Tenant tenant) {
        return SchemaIdentity.of(handle, tenant.schema()).equals(SchemaMark.dropped(tenant.realmId()));
    }

    /**
     * Removes the schema. Call {@link #close} first. Does nothing if the tenant has no schema.
     *
     * @throws dev.tenantry.core.db.DatabaseUnavailableException if a table stays locked until the lock timeout of
     *     requests
     * @throws WrongScopeException if the schema mark names another realm, or if the schema was created again after it
     *     was closed
     */
    public void remove(Tenant tenant) {
        List<String> drops;
        do {
            drops = database.inTransaction(Scope.NONE, handle -> drops(handle, tenant));
            drops.forEach(drop -> database.inTransaction(Scope.NONE, handle -> drop(handle, tenant, drop)));
        } while (!drops.isEmpty()); // until only the schema itself is left to drop
        database.inTransaction(Scope.NONE, handle ->
                drop(handle, tenant, "drop schema if exists " + tenant.schema().quoted() + " cascade"));
    }

    /**
     * Returns the statements that drop single objects, in the order in which to run them. If a drop cascades to the
     * object of a later statement, the later statement does nothing.
     */
    static List<String> drops(Handle handle, Tenant tenant) {
        enter(handle, tenant);
        return handle.query(DROPS, row -> row.getString(1));
    }

    static int drop(Handle handle, Tenant tenant, String drop) {
        enter(handle, tenant);
        return handle.update(drop);
    }

    /**
     * Enters the schema as the schema's owner. Takes the schema's advisory lock first: without this lock, another
     * server could remove the schema or change its owner meanwhile.
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
