package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The operations. Those that concern the realm too begin a {@link Participant}, to be ended together with Keycloak's
 * transaction that changes the realm. Thread-safe.
 */
public final class TenantLifecycle {

    private final TenantDatabases databases;
    private final Placement placement;
    private final TenantRegistry registry;
    private final ReservedNames reserved;
    private final String schemaPrefix;
    private final TenantListener listener;
    private final SchemaMigrations migrations;
    private final SchemaRoles roles;
    private final SchemaFences fences;
    private final TenantRemoval removal;
    private final DriftCheck drift;

    /** With all tenants in one database, and a role for each. */
    public TenantLifecycle(Database database, TenantRegistry registry, ReservedNames reserved, String schemaPrefix) {
        this(TenantDatabases.only(database), registry, reserved, schemaPrefix);
    }

    private TenantLifecycle(
            TenantDatabases databases, TenantRegistry registry, ReservedNames reserved, String schemaPrefix) {
        this(databases, PlacementRule.FEWEST_TENANTS, registry, reserved, schemaPrefix, TenantListener.NONE,
                SchemaRoles.on(databases));
    }

    public TenantLifecycle(
            TenantDatabases databases,
            PlacementRule placement,
            TenantRegistry registry,
            ReservedNames reserved,
            String schemaPrefix,
            TenantListener listener,
            SchemaRoles roles) {
        this(databases, placement, registry, reserved, schemaPrefix, listener, roles, SchemaMigrations.ON_CLASS_PATH);
    }

    TenantLifecycle(
            TenantDatabases databases,
            PlacementRule placement,
            TenantRegistry registry,
            ReservedNames reserved,
            String schemaPrefix,
            TenantListener listener,
            SchemaRoles roles,
            SchemaMigrations migrations) {
        this.databases = databases;
        this.placement = new Placement(databases, registry, placement);
        this.registry = registry;
        this.reserved = reserved;
        this.schemaPrefix = schemaPrefix;
        this.listener = listener;
        this.roles = roles;
        this.migrations = migrations;
        this.fences = new SchemaFences(databases, registry);
        this.removal = new TenantRemoval(databases, registry, roles);
        this.drift = new DriftCheck(databases, migrations);
    }

    /** Creates or updates the registry's own schema, and what all tenants use; to be called before anything else. */
    public void migrateRegistry() {
        SchemaMigrations.migrateRegistry(databases.main());
        databases.prepare(TenantDatabases.MAIN);
    }

    /** @throws TenantException (invalid name) where the name is badly formed or reserved */
    public TenantName acceptName(String name) {
        TenantName accepted = new TenantName(name);
        reserved.refuse(accepted);
        return accepted;
    }

    /** @throws TenantException (invalid database) where no database of that name takes new tenants */
    public void acceptDatabase(String name) {
        placement.accept(name);
    }

    /** The version of a tenant's schema that is up to date for this server. */
    public int newestVersion() {
        return migrations.newest(databases.main());
    }

    /**
     * Registers the tenant and begins the transaction that holds its schema, migrated and empty.
     *
     * @throws TenantException (already exists) where the name or the schema is taken, (invalid database) where the one
     *     that it asks for takes no new tenants; nothing is left behind then
     */
    public Provisioning provision(NewTenant newTenant) {
        SchemaName schema = SchemaName.derive(schemaPrefix, newTenant.name(), newTenant.realmId());
        return Provisioning.begin(this, registry, register(newTenant, schema, TenantState.PROVISIONING));
    }

    /**
     * The same with rows that were written at an earlier version, or at this one: the schema is first migrated to that
     * version, then filled, then migrated on.
     *
     * @param fill writes the rows, in the transaction that makes the schema, for the tenant as it is registered
     */
    public Provisioning provision(NewTenant newTenant, int version, BiConsumer<Tenant, TenantHandle> fill) {
        SchemaName schema = registry.formerSchema(newTenant.realmId())
                .orElseGet(() -> SchemaName.derive(schemaPrefix, newTenant.name(), newTenant.realmId()));
        Tenant tenant = register(newTenant, schema, TenantState.PROVISIONING);
        return Provisioning.begin(this, registry, tenant, handle -> {
            migrations.migrateTenant(handle, tenant.owned(), version);
            fill.accept(tenant, new TenantHandle(handle));
            migrations.migrateTenant(handle, tenant.owned());
        });
    }

    /** Enters a tenant whose schema is to be made. */
    Tenant register(NewTenant newTenant, SchemaName schema, TenantState state) {
        return register(newTenant, schema, state, JobClaim.NONE);
    }

    /** The same by a job. */
    Tenant register(NewTenant newTenant, SchemaName schema, TenantState state, JobClaim claim) {
        String database = placement.of(newTenant);
        OwnedSchema owned = new OwnedSchema(schema, roles.roleOf(database, schema));
        return registry.insert(newTenant, database, owned, newestVersion(), state, claim);
    }

    /** Begins a change of state. For {@link StateOperation#ARCHIVE} see {@link #archive}. */
    public Participant change(Tenant tenant, StateOperation operation) {
        return new StateChange(registry, fences, tenant, operation, null);
    }

    /**
     * Begins to archive a tenant.
     *
     * @param retention after which the tenant may be purged, counted from when its state changes
     */
    public Participant archive(Tenant tenant, Duration retention) {
        return new StateChange(registry, fences, tenant, StateOperation.ARCHIVE, retention);
    }

    /**
     * Has the tenant's schema say of itself what the registry says: whether it is open for writes. Can be repeated; for
     * an operation whose outcome holds already, should a crash have come between the two.
     */
    public void settle(Tenant tenant) {
        fences.settle(tenant.realmId());
    }

    /** Begins to give a tenant another name; its schema keeps its own. */
    public Participant rename(Tenant tenant, TenantName name, String displayName) {
        return new Renaming(registry, tenant, name, displayName);
    }

    /**
     * Begins to give a tenant a host of its own, or to take it away.
     *
     * @param hostOrNull in lower case; null for none
     */
    public Participant changeHost(Tenant tenant, String hostOrNull) {
        String former = registry.hosts(Set.of(tenant.realmId())).get(tenant.realmId());
        return new HostChange(registry, tenant, former, hostOrNull);
    }

    /** Begins the end of a tenant whose realm is being removed. */
    public Dropping drop(Tenant tenant) {
        return new Dropping(this, registry, tenant);
    }

    /** Adopting and releasing. */
    public AdoptionStates adoptionStates() {
        return new AdoptionStates(this, registry, fences, schemaPrefix);
    }

    public boolean isOutdated(Tenant tenant) {
        return tenant.schemaVersion() < newestVersion();
    }

    /** @throws TenantException (outdated) where the tenant's schema is behind this server */
    public void requireUpToDate(Tenant tenant) {
        if (isOutdated(tenant)) {
            throw TenantException.outdated(tenant, newestVersion());
        }
    }

    /**
     * Brings the tenant's schema up to date, in one transaction and under its lock, then reads from the schema itself
     * what it has come to and enters that into the registry. Can be repeated, and costs little where nothing is to do.
     *
     * @return the tenant as it is now
     * @throws MigrationException where a script fails; the schema is as it was then
     */
    public Tenant migrate(Tenant tenant) {
        return Timed.call(
                () -> bringUpToDate(tenant),
                StoreCalls::isRefusal,
                (outcome, time) -> listener.migrationEnded(outcome));
    }

    /**
     * The same, followed by a comparison of the schema with what its version makes.
     *
     * @throws TenantException (schema broken) if something is missing that no script brings back; the migration stands
     */
    public void migrateAndCompare(Tenant tenant) {
        Tenant migrated = migrate(tenant);
        new WholeSchema(databases, drift).requireNothingMissing(migrated);
    }

    private Tenant bringUpToDate(Tenant tenant) {
        new SchemaUpdate(databases.of(tenant), migrations).run(tenant);
        int version = versionOf(tenant);
        registry.setVersion(tenant.realmId(), version);
        return tenant.atVersion(version);
    }

    /** What was done to the tenant's schema, and what is still to come, in order. */
    public List<Migration> migrations(Tenant tenant) {
        return databases.of(tenant).inTransaction(tenant.scope(), handle -> migrations.history(handle, tenant.owned()));
    }

    /**
     * Compares what the registry, the catalog and Keycloak say of tenants.
     *
     * @param realmFacts of all realms, tenants' or not
     */
    public Inspection inspection(Supplier<List<RealmFact>> realmFacts, RealmDirectory outcomes) {
        return new Inspection(
                registry, new SchemaSearch(databases, schemaPrefix), roles, drift, realmFacts, outcomes);
    }

    /** Compares a schema with what the migrations make. */
    public DriftCheck drift() {
        return drift;
    }

    /**
     * To be asked before a tenant that is out of service comes back.
     *
     * @throws TenantException (schema broken) if its schema is gone, marked as another realm's, or lacks something
     */
    public void requireWhole(Tenant tenant) {
        new WholeSchema(databases, drift).require(tenant);
    }

    public Reconciler reconciler(RealmDirectory outcomes) {
        return new Reconciler(registry, this, outcomes);
    }

    /** Enters into the registry what the tenant's schema says of its version. */
    public void readVersion(Tenant tenant) {
        registry.setVersion(tenant.realmId(), versionOf(tenant));
    }

    private int versionOf(Tenant tenant) {
        return databases.of(tenant).read(tenant.scope(), SchemaMigrations::versionOf);
    }

    /**
     * Gives the tenant's schema to a role of its own, if tenants are to have any, and marks it as the tenant's, whatever
     * it said before. Other servers remember a tenant in service as it was: not one that has no role yet.
     */
    public void claim(Tenant tenant) {
        new SchemaClaims(databases.of(tenant), registry, fences, roles).claim(tenant);
    }

    SchemaCreation creation(Tenant tenant) {
        return new SchemaCreation(databases.of(tenant), roles);
    }

    void migrateNew(Handle handle, Tenant tenant) {
        migrations.migrateTenant(handle, tenant.owned());
    }

    /** Certifies what there is of a tenant whose realm is gone, and removes it. Can be repeated. */
    void end(Tenant tenant) {
        removal.end(tenant);
    }

    /**
     * The same for a job.
     *
     * @param lastLook at the schema, closed for good; what it throws keeps the tenant. Not repeated once it has succeeded
     */
    void end(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook) {
        removal.end(tenant, claim, lastLook);
    }

    /** Gives the schema of a tenant that is being adopted, if there is one yet, to an attempt of the adoption. */
    void claim(Tenant tenant, long attempt) {
        databases.of(tenant).inTransaction(Scope.NONE, handle -> {
            if (OwnedSchema.isThere(handle, tenant.schema())) {
                handle.enter(OwnedSchema.present(handle, tenant).scope());
                SchemaIdentity.claim(handle, tenant, attempt);
            }
            return null;
        });
    }

    /**
     * Removes whatever there is of a tenant that no realm belongs to. Does nothing where it is gone already, even where
     * its realm has come again meanwhile. Can be repeated.
     */
    void remove(Tenant tenant) {
        removal.run(tenant, JobClaim.NONE);
    }

    /** The same by a job. */
    void remove(Tenant tenant, JobClaim claim) {
        removal.run(tenant, claim);
    }
}
