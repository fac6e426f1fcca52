package dev.tenantry.tenant;

import java.time.Instant;

/**
 * A tenant as the registry knows it.
 *
 * @param realmId Keycloak's id of the tenant's realm; never changes
 * @param schema where its users live; derived once, never changes
 * @param schemaVersion the newest migration that its schema has once it exists
 */
public record Tenant(
        String realmId,
        TenantName name,
        String displayName,
        SchemaName schema,
        TenantState state,
        int schemaVersion,
        Instant createdAt) {

    /** @throws TenantException (wrong state) where the tenant is in another */
    public void require(TenantState needed) {
        if (state != needed) {
            throw TenantException.wrongState(name, state);
        }
    }
}
