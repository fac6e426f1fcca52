package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Scope;
import java.time.Instant;

/**
 * A tenant as the registry has it.
 *
 * @param realmId Keycloak's id of the tenant's realm; never changes
 * @param database the name of the one of {@link TenantDatabases} that has its schema; never changes
 * @param schema the schema of its users; derived once, never changes
 * @param roleOrNull the PostgreSQL role that owns the schema; null if the pool's own role does
 * @param idPrefix the prefix of the ids of its new users; null for a schema without a realm
 * @param schemaVersion the newest migration of its schema, once the schema exists
 * @param purgeAfter when an archived tenant may be purged, else null
 */
public record Tenant(
        String realmId,
        TenantName name,
        String displayName,
        String database,
        SchemaName schema,
        RoleName roleOrNull,
        IdPrefix idPrefix,
        TenantState state,
        int schemaVersion,
        Instant createdAt,
        Instant purgeAfter) {

    public Tenant atVersion(int version) {
        return new Tenant(
                realmId, name, displayName, database, schema, roleOrNull, idPrefix, state, version, createdAt,
                purgeAfter);
    }

    /** True if the tenant's schema is in the registry's database, so that both are always unavailable together. */
    public boolean isBesideTheRegistry() {
        return database.equals(TenantDatabases.MAIN);
    }

    /** The schema and role in the registry, whatever the schema mark. */
    public OwnedSchema owned() {
        return new OwnedSchema(schema, roleOrNull);
    }

    /**
     * The scope for work on the tenant's data: its role and its schema, only if the schema's mark names its realm, over
     * connections of its share.
     */
    public Scope scope() {
        return SchemaIdentity.guard(owned().scope(), realmId).sharedBy(realmId);
    }

    /** The scope for writes: as {@link #scope}, and the transaction commits only if the schema is open for writes. */
    Scope writingScope() {
        return SchemaIdentity.fence(scope(), schema, SchemaMark.open(realmId));
    }

    /** The scope for writes of one attempt of the tenant's adoption. */
    Scope adoptingScope(long attempt) {
        return SchemaIdentity.fence(scope(), schema, SchemaMark.adoption(realmId, attempt));
    }
}
