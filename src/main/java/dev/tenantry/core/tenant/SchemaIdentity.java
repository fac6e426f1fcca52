package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.db.WrongScopeException;

/**
 * Reads, checks and writes schema marks. A mark is the comment on a schema: it names the realm and the permitted
 * writers. A copy by {@code pg_dump} contains the mark, a bundle does not. Rejected: a table in the schema, since the
 * mark is not data of the tenant.
 */
public final class SchemaIdentity {

    private static final String CURRENT = """
            select description from pg_description
            where objoid = current_schema()::regnamespace and classoid = 'pg_namespace'::regclass and objsubid = 0""";

    /** Selects the mark, but leaves out the words that name the permitted writers. */
    private static final String REALM =
            "select 'tenantry' || substring(description from position(' realm ' in description)) from (" + CURRENT
                    + ") as mark";

    private SchemaIdentity() {}

    /**
     * Returns a copy of the scope with a check. A transaction with the returned scope fails if the schema's mark is
     * missing or names another realm.
     */
    static Scope guard(Scope scope, String realmId) {
        return scope.guardedBy(REALM, SchemaMark.open(realmId).text());
    }

    /**
     * Returns a copy of the scope with a fence. A transaction with the returned scope commits only if the schema has
     * the given mark just before the commit.
     */
    static Scope fence(Scope scope, SchemaName schema, SchemaMark mark) {
        return scope.fencedBy(AdvisoryLock.ofWriters(schema).name(), CURRENT, mark.text());
    }

    /**
     * Waits for all writes to the schema that are being committed, and then replaces the mark. Call in a transaction
     * whose role owns the schema.
     */
    public static void mark(Handle handle, SchemaName schema, SchemaMark mark) {
        AdvisoryLock.ofWriters(schema).take(handle);
        String comment = handle.first(
                "select format('comment on schema %I is %L', ?, ?)",
                row -> row.getString(1), schema.value(), mark.text()).orElseThrow();
        handle.update(comment);
    }

    /**
     * Marks the schema with an attempt of the tenant's adoption. Afterwards earlier attempts can't commit. Call in a
     * transaction whose role owns the schema.
     *
     * @throws TenantException (wrong state) if the schema is marked with a later attempt
     * @throws WrongScopeException if the mark names another realm
     */
    public static void claim(Handle handle, Tenant tenant, long attempt) {
        AdvisoryLock.ofWriters(tenant.schema()).take(handle); // before reading: a later attempt may be committing
        refuseForeign(handle, tenant.schema(), tenant.realmId());
        if (of(handle, tenant.schema()).attempt() > attempt) {
            throw TenantException.changedMeanwhile(tenant.name());
        }
        mark(handle, tenant.schema(), SchemaMark.adoption(tenant.realmId(), attempt));
    }

    /** The mark of a schema; an empty mark if the schema has no mark or does not exist. */
    public static SchemaMark of(Handle handle, SchemaName schema) {
        return handle.first(
                        "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = ?",
                        row -> new SchemaMark(row.getString(1)), schema.value())
                .orElse(new SchemaMark(""));
    }

    /**
     * Accepts a schema that has no mark, and a schema whose mark names the realm.
     *
     * @throws WrongScopeException if the schema has a mark that does not name the realm
     */
    public static void refuseForeign(Handle handle, SchemaName schema, String realmId) {
        SchemaMark found = of(handle, schema);
        if (!found.isEmpty() && !found.isOf(realmId)) {
            throw new WrongScopeException(SchemaMark.open(realmId).text(), found.text());
        }
    }
}
