package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Scope;

/** Makes schemas that are there already their tenants': by their owner and by their mark. Thread-safe. */
final class SchemaClaims {

    private final Database database;
    private final TenantRegistry registry;
    private final SchemaRoles roles;

    SchemaClaims(Database database, TenantRegistry registry, SchemaRoles roles) {
        this.database = database;
        this.registry = registry;
        this.roles = roles;
    }

    /** Can be repeated. */
    void claim(Tenant tenant) {
        boolean gets = tenant.roleOrNull() == null && roles.isEnabled();
        RoleName role = gets ? roles.roleOf(tenant.database(), tenant.schema()) : tenant.roleOrNull();
        OwnedSchema owned = new OwnedSchema(tenant.schema(), role);
        if (gets) {
            registry.setRole(tenant.realmId(), role);
        }
        claim(owned, tenant.realmId());
    }

    void claim(OwnedSchema owned, String realmId) {
        database.inTransaction(Scope.NONE, handle -> {
            AdvisoryLock.of(owned.schema()).take(handle);
            if (owned.roleOrNull() != null) {
                roles.own(handle, owned);
            }
            handle.enter(owned.scope());
            SchemaIdentity.mark(handle, owned.schema(), realmId);
            return null;
        });
    }
}
