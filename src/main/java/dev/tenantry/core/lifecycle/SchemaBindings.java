package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.schema.FoundSchema;
import dev.tenantry.core.schema.SchemaClaims;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.schema.SchemaSearch;
import dev.tenantry.core.tenant.FormerNames;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.SchemaFences;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Registers existing schemas as schemas of tenants. Use this if schemas were copied from another database, or if the
 * registry was lost. Thread-safe.
 */
public final class SchemaBindings {

    private final TenantDatabases databases;
    private final TenantRegistry registry;
    private final SchemaRoles roles;
    private final SchemaSearch schemas;

    public SchemaBindings(
            TenantDatabases databases, TenantRegistry registry, SchemaRoles roles, String schemaPrefix) {
        this.databases = databases;
        this.registry = registry;
        this.roles = roles;
        this.schemas = new SchemaSearch(databases, schemaPrefix);
    }

    /**
     * Registers an existing schema as an archived tenant that has no realm. The schema must not belong to another
     * tenant.
     *
     * @param retention the time after which the schema may be purged, by the database's clock
     * @throws TenantException (not found) if Tenantry has made no schema of that name; (already exists) if the schema
     *     is registered for a tenant already
     */
    public void registerUnbound(String database, String schemaName, Duration retention) {
        FoundSchema found = find(database, schemaName);
        OwnedSchema owned = owned(database, found);
        String schema = found.name().value();
        try {
            databases.main().inTransaction(SchemaName.REGISTRY.scope(), handle -> handle.update("""
                    insert into tenant
                      (realm_id, name, display_name, database_name, schema_name, role_name, state, schema_version,
                       purge_after)
                    values (?, ?, ?, ?, ?, ?, 'ARCHIVED', ?, now() + ? * interval '1 second')""",
                    FormerNames.UNBOUND + schema, SchemaName.unboundTenant(found.name()), schema, database, schema,
                    owned.roleName().orElse(null), version(found), retention.toSeconds()));
        } catch (DuplicateException taken) {
            throw TenantException.schemaExists(found.name());
        }
        claims(database).claim(owned, SchemaMark.closed(FormerNames.UNBOUND + schema));
    }

    /**
     * Begins to make a schema the schema of a realm that has no tenant yet.
     *
     * @param check inspects the schema after the tenant was registered; an exception undoes everything
     * @throws TenantException (invalid database) if there is no database of that name; (not found) if Tenantry has made
     *     no schema of that name; (already exists) if the schema, the realm or the name belongs to a tenant already
     */
    public Participant attach(
            NewTenant newTenant, String database, String schemaName, BiConsumer<Tenant, TenantReadHandle> check) {
        FoundSchema found = find(database, schemaName);
        OwnedSchema owned = owned(database, found);
        int version = version(found);
        registry.delete(FormerNames.UNBOUND + schemaName);
        Tenant tenant = registry.insert(newTenant, database, owned, version);
        try {
            claims(database).claim(owned, SchemaMark.open(tenant.realmId()));
            databases.named(database).read(tenant.scope(), handle -> {
                check.accept(tenant, new TenantReadHandle(handle));
                return null;
            });
        } catch (RuntimeException failure) {
            registry.delete(tenant.realmId());
            throw failure;
        }
        return new Attachment(registry, tenant);
    }

    /** Attaches a schema without a check. */
    public Participant attach(NewTenant newTenant, String database, String schemaName) {
        return attach(newTenant, database, schemaName, (tenant, handle) -> {});
    }

    private FoundSchema find(String database, String name) {
        if (!schemas.knows(database)) {
            throw TenantException.noSuchDatabase(schemas.databases());
        }
        FoundSchema found = schemas.find(database, name)
                .filter(FoundSchema::whole)
                .orElseThrow(() -> TenantException.noSuchSchema(name));
        return switch (found.access()) {
            case READABLE -> found;
            case UNREACHABLE -> throw new DatabaseUnavailableException(
                    "The server that holds the tables of schema " + name + " is unavailable");
            case LOCKED -> throw new DatabaseUnavailableException(
                    "Another transaction has locked the tables of schema " + name);
        };
    }

    private OwnedSchema owned(String database, FoundSchema found) {
        return new OwnedSchema(found.name(), roles.roleOf(database, found.name()));
    }

    /** @throws TenantException (not found) if the schema was not made by Tenantry */
    private static int version(FoundSchema found) {
        return Optional.ofNullable(found.versionOrNull())
                .orElseThrow(() -> TenantException.noSuchSchema(found.name().value()));
    }

    private SchemaClaims claims(String database) {
        return new SchemaClaims(databases.named(database), registry, new SchemaFences(databases, registry), roles);
    }
}
