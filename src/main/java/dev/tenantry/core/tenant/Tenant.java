package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Scope;
import java.time.Instant;

/**
 * A tenant, as described in the registry.
 *
 * @param realmId Keycloak's id of the tenant's realm; never changes
 * @param database the name of the database that holds the tenant's schema, see {@link TenantDatabases}; never changes
 * @param schema the schema of the tenant's users; the schema's name never changes
 * @param roleOrNull the PostgreSQL role that owns the schema; null if the pool's own role owns the schema
 * @param idPrefix the prefix of the ids of new users; null for a schema without a realm
 * @param schemaVersion the number of the newest migration in the schema, as recorded in the registry; has no meaning
 *     while the schema does not exist
 * @param purgeAfter the time after which an archived tenant may be purged; null in all other states
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

    /** True if the tenant's schema is in the registry's database: then both are available or unavailable together. */
    public boolean isBesideTheRegistry() {
        return database.equals(TenantDatabases.MAIN);
    }

    /** The schema and its role, as recorded in the registry. The schema mark is not checked. */
    public OwnedSchema owned() {
        return new OwnedSchema(schema, roleOrNull);
    }

    /**
     * The scope for work on the tenant's data: sets the tenant's role and schema, and uses the tenant's share of the
     * connections. A transaction fails unless the schema's mark names the tenant's realm.
     */
    public Scope scope() {
        return SchemaIdentity.guard(owned().scope(), realmId).sharedBy(realmId);
    }

    /** The scope for writes: like {@link #scope}, but a transaction commits only if the schema is open for writes. */
    Scope writingScope() {
        return SchemaIdentity.fence(scope(), schema, SchemaMark.open(realmId));
    }

    /**
     * The scope for writes of records such as events. These writes are permitted for a suspended tenant too. A
     * transaction commits only if the schema has the mark that belongs to the tenant's state.
     */
    Scope recordingScope() {
        SchemaMark mark = state.canBeWritten() ? SchemaMark.open(realmId) : SchemaMark.closed(realmId);
        return SchemaIdentity.fence(scope(), schema, mark);
    }

    /** The scope for writes of one attempt of the tenant's adoption. */
    Scope adoptingScope(long attempt) {
        return SchemaIdentity.fence(scope(), schema, SchemaMark.adoption(realmId, attempt));
    }
}
