package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.RoleName;
import dev.tenantry.core.tenant.SchemaFences;
import dev.tenantry.core.tenant.SchemaIdentity;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;

/** Gives an existing schema to a tenant: sets the owner of the schema and the schema mark. Thread-safe. */
public final class SchemaClaims {

    private final Database database;
    private final TenantRegistry registry;
    private final SchemaFences fences;
    private final SchemaRoles roles;

    public SchemaClaims(Database database, TenantRegistry registry, SchemaFences fences, SchemaRoles roles) {
        this.database = database;
        this.registry = registry;
        this.fences = fences;
        this.roles = roles;
    }

    /**
     * Makes the tenant's role the owner of the tenant's schema, and sets the schema mark to the tenant's realm. If the
     * tenant has no role and roles are enabled, the tenant gets a role. The registry gets the role last: if a locked
     * table prevents the change of the owner, registry and schema remain unchanged. Idempotent.
     */
    public void claim(Tenant tenant) {
        boolean gets = tenant.roleOrNull() == null && roles.isEnabled();
        RoleName role = gets ? roles.roleOf(tenant.database(), tenant.schema()) : tenant.roleOrNull();
        OwnedSchema owned = new OwnedSchema(tenant.schema(), role);
        boolean open = tenant.state() == TenantState.ACTIVE || tenant.state() == TenantState.PROVISIONING;
        claim(owned, open ? SchemaMark.open(tenant.realmId()) : SchemaMark.closed(tenant.realmId()));
        if (gets) {
            registry.setRole(tenant.realmId(), role);
        }
        fences.settle(tenant.realmId()); // corrects the mark if the tenant's state has changed since the caller read it
    }

    public void claim(OwnedSchema owned, SchemaMark mark) {
        database.inTransaction(Scope.NONE, handle -> {
            AdvisoryLock.of(owned.schema()).take(handle);
            if (owned.roleOrNull() != null) {
                roles.own(handle, owned);
            }
            handle.enter(owned.scope());
            SchemaIdentity.mark(handle, owned.schema(), mark);
            return null;
        });
    }
}
