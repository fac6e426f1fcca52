package dev.tenantry.tenant;

import java.time.Instant;

/**
 * A tenant as the registry knows it.
 *
 * @param realmId Keycloak's id of the tenant's realm; never changes
 * @param schema where its users live; derived once, never changes
 * @param schemaVersion the newest migration that its schema has once it exists
 * @param purgeAfter when an archived tenant may be purged, else null
 */
public record Tenant(
        String realmId,
        TenantName name,
        String displayName,
        SchemaName schema,
        TenantState state,
        int schemaVersion,
        Instant createdAt,
        Instant purgeAfter) {

    Tenant atVersion(int version) {
        return new Tenant(realmId, name, displayName, schema, state, version, createdAt, purgeAfter);
    }
}
