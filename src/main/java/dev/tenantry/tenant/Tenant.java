package dev.tenantry.tenant;

import dev.tenantry.db.Scope;
import java.time.Instant;

/**
 * A tenant as the registry knows it.
 *
 * @param realmId Keycloak's id of the tenant's realm; never changes
 * @param database the name of the one of {@link TenantDatabases} that has its schema; stays for its life
 * @param schema where its users live; derived once, never changes
 * @param roleOrNull the PostgreSQL role that owns the schema; null where it is the pool's own
 * @param idPrefix how the ids of its new users begin; null for a schema that no realm has
 * @param schemaVersion the newest migration that its schema has once it exists
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

    Tenant atVersion(int version) {
        return new Tenant(
                realmId, name, displayName, database, schema, roleOrNull, idPrefix, state, version, createdAt,
                purgeAfter);
    }

    /** Whether an outage of the registry's database is one of its schema's, and the other way round. */
    public boolean isBesideTheRegistry() {
        return database.equals(TenantDatabases.MAIN);
    }

    /** Its schema, whatever that says of itself. */
    OwnedSchema owned() {
        return new OwnedSchema(schema, roleOrNull);
    }

    /**
     * Where work on its data is done: as its role, in its schema, only if the schema says that it is this one's, and
     * over connections of its share.
     */
    Scope scope() {
        return SchemaIdentity.guard(owned().scope(), realmId).sharedBy(realmId);
    }

    /** The same for work that is committed only if the schema is open for writes. */
    Scope writingScope() {
        return SchemaIdentity.fence(scope(), schema, SchemaMark.open(realmId));
    }

    /** The same for one attempt of the tenant's adoption. */
    Scope adoptingScope(long attempt) {
        return SchemaIdentity.fence(scope(), schema, SchemaMark.adoption(realmId, attempt));
    }
}
