package dev.tenantry.tenant;

import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;

/**
 * A schema, and the role that it is worked on as.
 *
 * @param roleOrNull null for the pool's own, where the schema has none
 */
record OwnedSchema(SchemaName schema, RoleName roleOrNull) {

    static final OwnedSchema REGISTRY = new OwnedSchema(SchemaName.REGISTRY, null);

    /** As the registry keeps it. */
    String roleNameOrNull() {
        return roleOrNull == null ? null : roleOrNull.value();
    }

    /**
     * Takes on the role for one transaction, so that PostgreSQL itself refuses what is another's, and resolves names in
     * the schema alone.
     */
    Scope scope() {
        Scope path = schema.scope();
        return roleOrNull == null ? path : path.with("role", roleOrNull.value());
    }

    /**
     * A tenant's schema as the catalog has it: without the tenant's role where the schema is not that role's, or not
     * there at all.
     */
    static OwnedSchema present(Handle handle, Tenant tenant) {
        return tenant.owned().isOwned(handle) ? tenant.owned() : new OwnedSchema(tenant.schema(), null);
    }

    static boolean isThere(Handle handle, SchemaName schema) {
        return 1 == handle.count("select count(*) from pg_namespace where nspname = ?", schema.value());
    }

    /** Whether the catalog has it so. */
    boolean isOwned(Handle handle) {
        return roleOrNull != null && 1 == handle.count(
                "select count(*) from pg_namespace where nspname = ? and pg_get_userbyid(nspowner) = ?",
                schema.value(), roleOrNull.value());
    }
}
