package dev.tenantry.core.lifecycle;

import dev.tenantry.core.audit.DriftCheck;
import dev.tenantry.core.audit.Inspection;
import dev.tenantry.core.audit.WholeSchema;
import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.schema.Migration;
import dev.tenantry.core.schema.MigrationException;
import dev.tenantry.core.schema.RehearsedUpdate;
import dev.tenantry.core.schema.SchemaClaims;
import dev.tenantry.core.schema.SchemaCreation;
import dev.tenantry.core.schema.SchemaMigrations;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.schema.SchemaSearch;
import dev.tenantry.core.schema.SchemaUpdate;
import dev.tenantry.core.schema.SearchExtension;
import dev.tenantry.core.schema.UpdateRehearsal;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.RealmDirectory;
import dev.tenantry.core.tenant.RealmFact;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.SchemaFences;
import dev.tenantry.core.tenant.SchemaIdentity;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.StoreCalls;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.tenant.Timed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The operations on tenants. If an operation also changes the realm, its method returns a {@link Participant}: a change
 * that is committed or rolled back together with Keycloak's transaction. Thread-safe.
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

    /** Creates the operations for a single database, in which each tenant gets a database role of its own. */
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

    /**
     * Creates or migrates the registry's schema, and creates the database objects that all tenants share. Call this
     * method before any other method.
     */
    public void migrateRegistry() {
        SchemaMigrations.migrateRegistry(databases.main());
        new SearchExtension(databases.main()).provide();
    }

    /**
     * Checks the name of a new tenant.
     *
     * @throws TenantException (invalid name) if the name is malformed or reserved
     */
    public TenantName acceptName(String name) {
        TenantName accepted = new TenantName(name);
        reserved.refuse(accepted);
        return accepted;
    }

    /**
     * Checks that the database can get new tenants.
     *
     * @throws TenantException (invalid database) if no database has this name, or if the database does not accept new
     *     tenants
     */
    public void acceptDatabase(String name) {
        placement.accept(name);
    }

    /** Returns the newest schema version to which this server can migrate tenants. */
    public int newestVersion() {
        return migrations.newest(databases.main());
    }

    /**
     * Registers the tenant, begins a transaction, and creates the tenant's schema in this transaction. The schema is up
     * to date, and its tables are empty.
     *
     * @throws TenantException (already exists) if another tenant has the name or the schema; (invalid database) if the
     *     requested database does not exist or does not accept new tenants. In these cases nothing is created
     */
    public Provisioning provision(NewTenant newTenant) {
        SchemaName schema = SchemaName.derive(schemaPrefix, newTenant.name(), newTenant.realmId());
        return Provisioning.begin(this, registry, register(newTenant, schema, TenantState.PROVISIONING));
    }

    /**
     * Provisions a tenant with existing rows, for example from a bundle. First, the new schema is migrated to the
     * schema version of the rows. Then the rows are inserted, and the schema is migrated to the newest version.
     *
     * @param version the schema version of the rows; not newer than {@link #newestVersion}
     * @param fill inserts the rows of the registered tenant, in the transaction that creates the schema
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

    /** Registers a tenant before its schema is created. */
    Tenant register(NewTenant newTenant, SchemaName schema, TenantState state) {
        return register(newTenant, schema, state, JobClaim.NONE);
    }

    /** Registers a tenant as a part of a job, before the tenant's schema is created. */
    Tenant register(NewTenant newTenant, SchemaName schema, TenantState state, JobClaim claim) {
        String database = placement.of(newTenant);
        OwnedSchema owned = new OwnedSchema(schema, roles.roleOf(database, schema));
        return registry.insert(newTenant, database, owned, newestVersion(), state, claim);
    }

    /**
     * Returns the change that an operation makes. For {@link StateOperation#ARCHIVE}, call {@link #archive} instead.
     */
    public Participant change(Tenant tenant, StateOperation operation) {
        return change(tenant, operation, null);
    }

    /**
     * Returns the change that archives a tenant.
     *
     * @param retention the time from the archiving until the tenant may be purged
     */
    public Participant archive(Tenant tenant, Duration retention) {
        return change(tenant, StateOperation.ARCHIVE, retention);
    }

    private Participant change(Tenant tenant, StateOperation operation, Duration retentionOrNull) {
        return new StateChange(
                registry, fences, JobClaim.NONE, tenant, operation.operation(), operation.outcome(), retentionOrNull);
    }

    /**
     * Marks the tenant's schema as open or closed for writes, according to the tenant's state in the registry.
     * Idempotent. Call this method if an operation finds that the tenant already has the new state: a crash may have
     * changed the registry but not the mark.
     */
    public void settle(Tenant tenant) {
        fences.settle(tenant.realmId());
    }

    /** Returns the change that renames a tenant. The schema is not renamed. */
    public Participant rename(Tenant tenant, TenantName name, String displayName) {
        return new Renaming(registry, tenant, name, displayName);
    }

    /**
     * Returns the change that gives a tenant a host of its own, or removes the host.
     *
     * @param hostOrNull the host in lower case; null to remove the host
     */
    public Participant changeHost(Tenant tenant, String hostOrNull) {
        String former = registry.hosts(Set.of(tenant.realmId())).get(tenant.realmId());
        return new HostChange(registry, tenant, former, hostOrNull);
    }

    /** Returns the change that drops a tenant whose realm is being removed. */
    public Dropping drop(Tenant tenant) {
        return new Dropping(this, registry, tenant);
    }

    /** Returns the operations that change the states of tenants during adoptions and releases. */
    public AdoptionStates adoptionStates() {
        return new AdoptionStates(this, registry, fences, schemaPrefix);
    }

    public boolean isOutdated(Tenant tenant) {
        return tenant.schemaVersion() < newestVersion();
    }

    /** @throws TenantException (outdated) if the version of the tenant's schema is older than {@link #newestVersion} */
    public void requireUpToDate(Tenant tenant) {
        if (isOutdated(tenant)) {
            throw TenantException.outdated(tenant, newestVersion());
        }
    }

    /**
     * Brings the tenant's schema up to date, in one transaction that holds the schema's lock. Then reads the new
     * version from the schema, and writes this version to the registry. Idempotent, and cheap if the schema is already
     * up to date.
     *
     * @return the tenant with its new schema version
     * @throws MigrationException if a script fails; the schema is then unchanged
     */
    public Tenant migrate(Tenant tenant) {
        return Timed.call(
                () -> bringUpToDate(tenant),
                StoreCalls::isRefusal,
                (outcome, time) -> listener.migrationEnded(outcome));
    }

    /**
     * Migrates the tenant's schema. Then compares the migrated schema with a freshly made schema of the new version.
     *
     * @throws TenantException (schema broken) if the migrated schema lacks an object
     * @throws BusyException if another operation holds the schema's lock during the comparison. In both cases the
     *     migration is not undone
     */
    public void migrateAndCompare(Tenant tenant) {
        Tenant migrated = migrate(tenant);
        new WholeSchema(databases, drift).requireNothingMissing(migrated);
    }

    /**
     * Migrates the tenant's schema in a transaction, and rolls the transaction back. The schema does not change. Until
     * the rollback, requests of the tenant wait for the tables that the migration has locked.
     *
     * @throws MigrationException if a script fails
     */
    public RehearsedUpdate rehearse(Tenant tenant) {
        return new UpdateRehearsal(databases.of(tenant), migrations).run(tenant);
    }

    private Tenant bringUpToDate(Tenant tenant) {
        new SchemaUpdate(databases.of(tenant), migrations).run(tenant);
        int version = versionOf(tenant);
        registry.setVersion(tenant.realmId(), version);
        return tenant.atVersion(version);
    }

    /** Returns the applied and the pending migration scripts of the tenant's schema, in order. */
    public List<Migration> migrations(Tenant tenant) {
        return databases.of(tenant).inTransaction(tenant.scope(), handle -> migrations.history(handle, tenant.owned()));
    }

    /**
     * Returns the inspection that compares the tenants in the registry with the schemas in PostgreSQL's catalog and
     * with Keycloak's realms.
     *
     * @param realmFacts reads all of Keycloak's realms, including standard realms
     */
    public Inspection inspection(Supplier<List<RealmFact>> realmFacts, RealmDirectory outcomes) {
        return new Inspection(
                registry, new SchemaSearch(databases, schemaPrefix), roles, drift, realmFacts, outcomes);
    }

    /** Returns the check that compares the schemas of tenants with freshly made schemas. */
    public DriftCheck drift() {
        return drift;
    }

    /**
     * Checks that a tenant's schema is complete. Call this method before a tenant that is out of service returns to
     * service.
     *
     * @throws TenantException (schema broken) if the schema is missing, if its mark names another realm, or if the
     *     schema is incomplete
     */
    public void requireWhole(Tenant tenant) {
        new WholeSchema(databases, drift).require(tenant);
    }

    public Reconciler reconciler(RealmDirectory outcomes) {
        return new Reconciler(registry, this, outcomes);
    }

    /**
     * Reads the version of the tenant's schema from the schema's table of applied migrations, and writes the version to
     * the registry.
     */
    public void readVersion(Tenant tenant) {
        registry.setVersion(tenant.realmId(), versionOf(tenant));
    }

    private int versionOf(Tenant tenant) {
        return databases.of(tenant).read(tenant.scope(), SchemaMigrations::versionOf);
    }

    /**
     * Makes the tenant's role the owner of the tenant's schema, and replaces any schema mark by the tenant's mark. If
     * roles are enabled and the tenant has no role, the tenant gets a role. Other servers may have cached the tenant
     * without the role. So the caller must then write the tenant's realm: after a write of the realm, all servers read
     * the tenant again.
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

    /** Writes the deletion record of a tenant whose realm no longer exists, and removes the tenant. Idempotent. */
    void end(Tenant tenant) {
        removal.end(tenant);
    }

    /**
     * Writes the deletion record of a tenant and removes the tenant, as a part of a job.
     *
     * @param lastLook checks the schema when the schema has been closed for all writes. If the check throws an
     *     exception, the tenant is not removed. If the removal is interrupted after the check, the repeated removal
     *     skips the check
     */
    void end(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook) {
        removal.end(tenant, claim, lastLook);
    }

    /** @see TenantRemoval#hasBegun */
    boolean removalHasBegun(Tenant tenant) {
        return removal.hasBegun(tenant);
    }

    /**
     * Writes the number of an attempt of an adoption into the mark of the tenant's schema. Does nothing if the schema
     * does not exist yet.
     */
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
     * Removes the schema, the role and the registry row of a tenant whose realm does not exist. Does nothing if the
     * tenant was already removed. Never removes a later tenant that has the same realm id. Idempotent.
     */
    public void remove(Tenant tenant) {
        removal.run(tenant, JobClaim.NONE);
    }

    /** Removes a tenant as a part of a job. */
    void remove(Tenant tenant, JobClaim claim) {
        removal.run(tenant, claim);
    }
}
