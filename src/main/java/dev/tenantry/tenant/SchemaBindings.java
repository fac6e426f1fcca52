package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.DuplicateException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * Schemas of ours that were there before their tenant: brought from another database, or left by a registry that has
 * lost them. Thread-safe.
 */
public final class SchemaBindings {

    /** In place of a realm's id for a schema that no realm has. No realm's id holds a colon. */
    private static final String UNBOUND = "unbound:";

    private final Database database;
    private final TenantRegistry registry;
    private final SchemaRoles roles;
    private final SchemaFacts schemas;

    public SchemaBindings(Database database, TenantRegistry registry, SchemaRoles roles, String schemaPrefix) {
        this.database = database;
        this.registry = registry;
        this.roles = roles;
        this.schemas = new SchemaFacts(database, schemaPrefix);
    }

    /**
     * Registers a schema that no tenant has as an archived tenant without a realm.
     *
     * @throws TenantException (not found) where there is no such schema of ours; (already exists) where a tenant has it
     */
    public void registerUnbound(String schemaName, Instant purgeAfter) {
        FoundSchema found = find(schemaName);
        OwnedSchema owned = owned(found);
        String schema = found.name().value();
        try {
            database.inTransaction(SchemaName.REGISTRY.scope(), handle -> handle.update("""
                    insert into tenant
                      (realm_id, name, display_name, schema_name, role_name, state, schema_version, purge_after)
                    values (?, ?, ?, ?, ?, 'ARCHIVED', ?, ?)""",
                    UNBOUND + schema, SchemaName.unboundTenant(found.name()), schema, schema,
                    owned.roleNameOrNull(), version(found), Timestamp.from(purgeAfter)));
        } catch (DuplicateException taken) {
            throw TenantException.schemaExists(found.name());
        }
        claims().claim(owned, UNBOUND + schema);
    }

    /**
     * Begins to make a schema the schema of a realm that has no tenant yet.
     *
     * @throws TenantException (not found) where there is no such schema of ours; (already exists) where a tenant has the
     *     schema, the realm or the name
     */
    public Participant attach(NewTenant newTenant, String schemaName) {
        FoundSchema found = find(schemaName);
        OwnedSchema owned = owned(found);
        int version = version(found);
        registry.delete(UNBOUND + schemaName);
        Tenant tenant = registry.insert(newTenant, owned, version);
        try {
            claims().claim(owned, tenant.realmId());
        } catch (RuntimeException failure) {
            registry.delete(tenant.realmId());
            throw failure;
        }
        return new Attachment(registry, tenant);
    }

    private FoundSchema find(String name) {
        return schemas.find(name).orElseThrow(() -> TenantException.noSuchSchema(name));
    }

    private OwnedSchema owned(FoundSchema found) {
        return new OwnedSchema(found.name(), roles.roleOf(found.name()));
    }

    /** @throws TenantException (not found) where it is a stranger's, and so none of ours */
    private static int version(FoundSchema found) {
        return Optional.ofNullable(found.versionOrNull())
                .orElseThrow(() -> TenantException.noSuchSchema(found.name().value()));
    }

    private SchemaClaims claims() {
        return new SchemaClaims(database, registry, roles);
    }
}
