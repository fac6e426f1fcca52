package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.DuplicateException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Schemas of ours that were there before their tenant: brought from another database, or left by a registry that has
 * lost them. Thread-safe.
 */
public final class SchemaBindings {

    /** In place of a realm's id for a schema that no realm has. No realm's id holds a colon. */
    private static final String UNBOUND = "unbound:";

    private final Database database;
    private final TenantRegistry registry;
    private final SchemaFacts schemas;

    public SchemaBindings(Database database, TenantRegistry registry, String schemaPrefix) {
        this.database = database;
        this.registry = registry;
        this.schemas = new SchemaFacts(database, schemaPrefix);
    }

    /**
     * Registers a schema that no tenant has as an archived tenant without a realm.
     *
     * @throws TenantException (not found) where there is no such schema of ours; (already exists) where a tenant has it
     */
    public void registerUnbound(String schemaName, Instant purgeAfter) {
        SchemaName schema = find(schemaName);
        try {
            database.inTransaction(SchemaName.REGISTRY.scope(), handle -> handle.update("""
                    insert into tenant
                      (realm_id, name, display_name, schema_name, state, schema_version, purge_after)
                    values (?, ?, ?, ?, 'ARCHIVED', ?, ?)""",
                    UNBOUND + schema.value(), SchemaName.unboundTenant(schema), schema.value(), schema.value(),
                    version(schema), Timestamp.from(purgeAfter)));
        } catch (DuplicateException taken) {
            throw TenantException.schemaExists(schema);
        }
    }

    /**
     * Begins to make a schema the schema of a realm that has no tenant yet.
     *
     * @throws TenantException (not found) where there is no such schema of ours; (already exists) where a tenant has the
     *     schema, the realm or the name
     */
    public Participant attach(NewTenant newTenant, String schemaName) {
        SchemaName schema = find(schemaName);
        int version = version(schema);
        registry.delete(UNBOUND + schema.value());
        return new Attachment(registry, registry.insert(newTenant, schema, version));
    }

    private SchemaName find(String name) {
        return schemas.find(name).orElseThrow(() -> TenantException.noSuchSchema(name));
    }

    private int version(SchemaName schema) {
        return database.read(schema.scope(), SchemaMigrations::versionOf);
    }
}
