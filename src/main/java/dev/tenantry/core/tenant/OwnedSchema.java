package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import java.util.Optional;

/**
 * A schema, and the PostgreSQL role under which statements in the schema run.
 *
 * @param roleOrNull the role that was made for this schema alone; null if there is no such role: statements then run
 *     under the role of the connection pool
 */
public record OwnedSchema(SchemaName schema, RoleName roleOrNull) {

    public static final OwnedSchema REGISTRY = new OwnedSchema(SchemaName.REGISTRY, null);

    /** The role's name, as the registry stores it; empty if the schema has no role of its own. */
    public Optional<String> roleName() {
        return Optional.ofNullable(roleOrNull).map(RoleName::value);
    }

    /**
     * A scope that makes PostgreSQL look for tables in this schema only. If this object has a role, the scope also
     * switches to the role for one transaction, so that PostgreSQL refuses access to other tenants' tables.
     */
    public Scope scope() {
        Scope path = schema.scope();
        return roleOrNull == null ? path : path.with("role", roleOrNull.value());
    }

    /**
     * Returns a tenant's schema, together with the tenant's role if the role owns the schema in PostgreSQL's catalog.
     * The result has no role if the schema has another owner or does not exist.
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
