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
import dev.tenantry.core.tenant.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Registers existing schemas as the schemas of tenants. Needed after schemas were copied from another database, and
 * after the registry was lost. Thread-safe.
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
     * @param retention the time from now until the schema may be purged
     * @throws TenantException (invalid database) if no database has this name; (not found) if the database has no
     *     schema with this name that Tenantry has created; (already exists) if a tenant already has the schema, or a
     *     schema with this name in another database
     */
    public void registerUnbound(String database, String schemaName, Duration retention) {
        FoundSchema found = find(database, schemaName);
        OwnedSchema owned = owned(database, found);
        String schema = found.name().value();
        holder(database, found.name());
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
     * Registers a tenant with an existing schema, for a realm that has no tenant yet. The returned change puts the
     * tenant into service.
     *
     * @param check inspects the schema after the tenant was registered. If the check throws an exception, the
     *     registration is undone. If the schema was registered as an archived tenant without a realm before, that
     *     registration is restored
     * @throws TenantException (invalid database) if no database has this name; (not found) if the database has no
     *     schema with this name that Tenantry has created; (already exists) if a tenant already has the schema, the
     *     realm or the name, or a schema with this name in another database
     */
    public Participant attach(
            NewTenant newTenant, String database, String schemaName, BiConsumer<Tenant, TenantReadHandle> check) {
        FoundSchema found = find(database, schemaName);
        OwnedSchema owned = owned(database, found);
        int version = version(found);
        String unbound = FormerNames.UNBOUND + schemaName;
        Optional<Tenant> archived = holder(database, found.name())
                .filter(row -> row.realmId().equals(unbound) && row.state() == TenantState.ARCHIVED);
        Tenant tenant = registry.insertInPlaceOf(unbound, newTenant, database, owned, version);
        Attachment attachment = new Attachment(registry, tenant, () -> archived.ifPresent(this::archiveAgain));
        try {
            claims(database).claim(owned, SchemaMark.open(tenant.realmId()));
            databases.named(database).read(tenant.scope(), handle -> {
                check.accept(tenant, new TenantReadHandle(handle));
                return null;
            });
        } catch (RuntimeException failure) {
            attachment.afterRollback();
            throw failure;
        }
        return attachment;
    }

    private void archiveAgain(Tenant archived) {
        Duration rest = Duration.between(Instant.now(), archived.purgeAfter());
        registerUnbound(archived.database(), archived.schema().value(), rest);
    }

    /** Registers a tenant with an existing schema, without inspecting the schema. */
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

    /**
     * Returns the tenant that has the schema in the registry.
     *
     * @throws TenantException (already exists) if the tenant's schema is in another database. The registry's
     *     transaction checks the schema's name again, but reports a message that does not name the other database
     */
    private Optional<Tenant> holder(String database, SchemaName schema) {
        Optional<Tenant> holder = registry.findBySchema(schema);
        holder.filter(tenant -> !tenant.database().equals(database)).ifPresent(tenant -> {
            throw TenantException.schemaElsewhere(tenant);
        });
        return holder;
    }

    private OwnedSchema owned(String database, FoundSchema found) {
        return new OwnedSchema(found.name(), roles.roleOf(database, found.name()));
    }

    /** @throws TenantException (not found) if Tenantry has not created the schema */
    private static int version(FoundSchema found) {
        return Optional.ofNullable(found.versionOrNull())
                .orElseThrow(() -> TenantException.noSuchSchema(found.name().value()));
    }

    private SchemaClaims claims(String database) {
        return new SchemaClaims(databases.named(database), registry, new SchemaFences(databases, registry), roles);
    }
}
