package dev.tenantry.tenant;

import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import dev.tenantry.db.WrongScopeException;

/**
 * Whose a schema is, by its own account: a comment on it names the realm. No table, since it is not a tenant's data:
 * no bundle carries it, and {@code pg_dump} does.
 */
final class SchemaIdentity {

    private static final String CURRENT = """
            select description from pg_description
            where objoid = current_schema()::regnamespace and classoid = 'pg_namespace'::regclass and objsubid = 0""";

    private SchemaIdentity() {}

    static String of(String realmId) {
        return "tenantry realm " + realmId;
    }

    /** A scope that is entered only where its schema says that it is the realm's. */
    static Scope guard(Scope scope, String realmId) {
        return scope.guardedBy(CURRENT, of(realmId));
    }

    /** Replaces what the schema said before. */
    static void mark(Handle handle, SchemaName schema, String realmId) {
        String comment = handle.first(
                "select format('comment on schema %I is %L', ?, ?)",
                row -> row.getString(1), schema.value(), of(realmId)).orElseThrow();
        handle.update(comment);
    }

    /** @throws WrongScopeException where the schema says that it is another realm's; nothing is as good as the right */
    static void refuseForeign(Handle handle, SchemaName schema, String realmId) {
        handle.first(
                "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = ?",
                row -> row.getString(1), schema.value())
                .filter(found -> !found.isEmpty() && !found.equals(of(realmId)))
                .ifPresent(found -> {
                    throw new WrongScopeException(of(realmId), found);
                });
    }
}
