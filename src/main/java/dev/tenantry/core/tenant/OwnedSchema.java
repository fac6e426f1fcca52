package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;

/**
 * A schema, and the role that works on it.
 *
 * @param roleOrNull the role of the schema; null if the schema has no role of its own and the pool's role works on it
 */
public record OwnedSchema(SchemaName schema, RoleName roleOrNull) {

    public static final OwnedSchema REGISTRY = new OwnedSchema(SchemaName.REGISTRY, null);

    /** The role's name for the registry; null without a role. */
    public String roleNameOrNull() {
        return roleOrNull == null ? null : roleOrNull.value();
    }

    /**
     * A scope that switches to the role for one transaction, so that PostgreSQL refuses access to other tenants'
     * tables. The scope looks for tables in this schema only.
     */
    public Scope scope() {
        Scope path = schema.scope();
        return roleOrNull == null ? path : path.with("role", roleOrNull.value());
    }

    /**
     * A tenant's schema, with the tenant's role only if PostgreSQL's catalog has this role as the schema's owner.
     * Without the role if the schema does not exist.
     */
    public static OwnedSchema present(Handle handle, Tenant tenant) {
        return tenant.owned().isOwned(handle) ? tenant.owned() : new OwnedSchema(tenant.schema(), null);
    }

    public static boolean isThere(Handle handle, SchemaName schema) {
        return 1 == handle.count("select count(*) from pg_namespace where nspname = ?", schema.value());
    }

    /** True if the role owns the schema in PostgreSQL's catalog. */
    public boolean isOwned(Handle handle) {
        return roleOrNull != null && 1 == handle.count(
                "select count(*) from pg_namespace where nspname = ? and pg_get_userbyid(nspowner) = ?",
                schema.value(), roleOrNull.value());
    }
}
