package dev.tenantry.tenant;

import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import dev.tenantry.db.WrongScopeException;

/**
 * Whose a schema is, by its own account: a comment on it names the realm, and says who may write. No table, since it is
 * not a tenant's data: no bundle carries it, and {@code pg_dump} does.
 */
final class SchemaIdentity {

    private static final String CURRENT = """
            select description from pg_description
            where objoid = current_schema()::regnamespace and classoid = 'pg_namespace'::regclass and objsubid = 0""";

    /** The same without what it says of writing. */
    private static final String REALM =
            "select 'tenantry' || substring(description from position(' realm ' in description)) from (" + CURRENT
                    + ") as mark";

    private SchemaIdentity() {}

    /** A scope that is entered only where its schema says that it is the realm's. */
    static Scope guard(Scope scope, String realmId) {
        return scope.guardedBy(REALM, SchemaMark.open(realmId).text());
    }

    /** A scope that commits only if its schema has that mark at its end. */
    static Scope fence(Scope scope, SchemaName schema, SchemaMark mark) {
        return scope.fencedBy(AdvisoryLock.ofWriters(schema).name(), CURRENT, mark.text());
    }

    /** Replaces what the schema said before. Waits for commits under way. In a transaction of the schema's owner. */
    static void mark(Handle handle, SchemaName schema, SchemaMark mark) {
        AdvisoryLock.ofWriters(schema).take(handle);
        String comment = handle.first(
                "select format('comment on schema %I is %L', ?, ?)",
                row -> row.getString(1), schema.value(), mark.text()).orElseThrow();
        handle.update(comment);
    }

    /**
     * Gives the schema to an attempt of the tenant's adoption; from then on no earlier attempt commits anything. In a
     * transaction of the schema's owner.
     *
     * @throws TenantException (wrong state) if a later attempt has it
     * @throws WrongScopeException if the schema says that it is another realm's
     */
    static void claim(Handle handle, Tenant tenant, long attempt) {
        AdvisoryLock.ofWriters(tenant.schema()).take(handle); // before the look: a later attempt may be committing
        refuseForeign(handle, tenant.schema(), tenant.realmId());
        if (of(handle, tenant.schema()).attempt() > attempt) {
            throw TenantException.changedMeanwhile(tenant.name());
        }
        mark(handle, tenant.schema(), SchemaMark.adoption(tenant.realmId(), attempt));
    }

    /** What the schema says, empty if nothing, or if there is no such schema. */
    static SchemaMark of(Handle handle, SchemaName schema) {
        return handle.first(
                        "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = ?",
                        row -> new SchemaMark(row.getString(1)), schema.value())
                .orElse(new SchemaMark(""));
    }

    /** @throws WrongScopeException where the schema says that it is another realm's; nothing is as good as the right */
    static void refuseForeign(Handle handle, SchemaName schema, String realmId) {
        SchemaMark found = of(handle, schema);
        if (!found.isEmpty() && !found.isOf(realmId)) {
            throw new WrongScopeException(SchemaMark.open(realmId).text(), found.text());
        }
    }
}
