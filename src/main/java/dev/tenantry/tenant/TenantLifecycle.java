package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import dev.tenantry.db.Transaction;

/**
 * The verbs. Each begins a {@link Participant}, to be ended together with Keycloak's transaction that creates or
 * removes the realm. Thread-safe.
 */
public final class TenantLifecycle {

    private final Database database;
    private final TenantRegistry registry;
    private final ReservedNames reserved;
    private final String schemaPrefix;

    public TenantLifecycle(Database database, TenantRegistry registry, ReservedNames reserved, String schemaPrefix) {
        this.database = database;
        this.registry = registry;
        this.reserved = reserved;
        this.schemaPrefix = schemaPrefix;
    }

    /** Creates or updates the registry's own schema, to be called before anything else. */
    public void migrateRegistry() {
        SchemaMigrations.migrateRegistry(database);
    }

    /** @throws TenantException (invalid name) where the name is badly formed or reserved */
    public TenantName acceptName(String name) {
        TenantName accepted = new TenantName(name);
        reserved.refuse(accepted);
        return accepted;
    }

    /**
     * Registers the tenant and begins the transaction that holds its schema, migrated and empty.
     *
     * @throws TenantException (already exists) where the name or the schema is taken; nothing is left behind then
     */
    public Provisioning provision(NewTenant newTenant) {
        SchemaName schema = SchemaName.derive(schemaPrefix, newTenant.name(), newTenant.realmId());
        return Provisioning.begin(this, registry, registry.insert(newTenant, schema));
    }

    /** Begins the end of a tenant whose realm is being removed. */
    public Dropping drop(Tenant tenant) {
        return new Dropping(this, registry, tenant);
    }

    Transaction beginIn(SchemaName schema) {
        return database.begin(schema.scope());
    }

    /** Removes whatever there is of a tenant that no realm belongs to. Can be repeated. */
    void remove(Tenant tenant) {
        database.inTransaction(tenant.schema().scope(), handle -> dropSchema(handle, tenant.schema()));
        registry.delete(tenant.realmId());
    }

    private static int dropSchema(Handle handle, SchemaName schema) {
        AdvisoryLock.of(schema).take(handle);
        return handle.update("drop schema if exists " + schema.quoted() + " cascade");
    }
}
