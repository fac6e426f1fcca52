package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import dev.tenantry.db.WrongScopeException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Drops a schema with all that is in it, one table in each transaction. PostgreSQL keeps a lock on each table, index,
 * type, constraint and trigger that it drops until the transaction ends, in one table for all transactions, in which
 * each connection can count on {@code max_locks_per_transaction}, 64 by default. The table of users
 * takes 50 and the history of migrations 27: together they would be more, and a schema that has grown could never be
 * dropped.
 *
 * <p>A removal that was interrupted, or that gave up at a locked table, is finished by removing once more.
 * Thread-safe.
 */
final class SchemaRemoval {

    /**
     * Views first, and tables that others refer to last, so that each takes few others along; sequences after the
     * tables that own them, and functions after what calls them. What belongs to an extension goes with it, and that
     * with the schema.
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

    SchemaRemoval(Database database) {
        this.database = database.forRemoval();
    }

    /**
     * Closes the schema for good, so that no write commits any more. Can be repeated, and does nothing where the tenant
     * has no schema.
     *
     * @param lastLook at what the schema then holds; what it throws leaves the schema as it was
     * @throws WrongScopeException where the schema says that it is another's
     */
    void close(Tenant tenant, Consumer<TenantHandle> lastLook) {
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
     * Does nothing where the tenant has no schema; one that is there has been closed.
     *
     * @throws dev.tenantry.db.DatabaseUnavailableException if a table is locked for longer than a request waits
     * @throws WrongScopeException where the schema is another's, or was created again meanwhile
     */
    void remove(Tenant tenant) {
        List<String> drops;
        do {
            drops = database.inTransaction(Scope.NONE, handle -> drops(handle, tenant));
            drops.forEach(drop -> database.inTransaction(Scope.NONE, handle -> drop(handle, tenant, drop)));
        } while (!drops.isEmpty()); // until nothing is left that is dropped by itself
        database.inTransaction(Scope.NONE, handle ->
                drop(handle, tenant, "drop schema if exists " + tenant.schema().quoted() + " cascade"));
    }

    /** What is dropped by itself, in order; some of it will have gone with others when its turn comes. */
    static List<String> drops(Handle handle, Tenant tenant) {
        enter(handle, tenant);
        return handle.query(DROPS, row -> row.getString(1));
    }

    static int drop(Handle handle, Tenant tenant, String drop) {
        enter(handle, tenant);
        return handle.update(drop);
    }

    /** The lock first: another server may be removing the same, and who owns the schema is known only under it. */
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
