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
 * The operations on tenants. An operation that also changes the realm returns a {@link Participant}: its change is
 * committed or rolled back together with Keycloak's transaction. Thread-safe.
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

    /** The operations on tenants that are all in one database. Each tenant gets a role. */
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
     * Creates or updates the registry's own schema, and the database objects that all tenants share. Call before any
     * other method.
     */
    public void migrateRegistry() {
        SchemaMigrations.migrateRegistry(databases.main());
        new SearchExtension(databases.main()).provide();
    }

    /** @throws TenantException (invalid name) if the name is badly formed or reserved */
    public TenantName acceptName(String name) {
        TenantName accepted = new TenantName(name);
        reserved.refuse(accepted);
        return accepted;
    }

    /** @throws TenantException (invalid database) if no database of that name accepts new tenants */
    public void acceptDatabase(String name) {
        placement.accept(name);
    }

    /** The newest version of a tenant's schema for which this server has a script. */
    public int newestVersion() {
        return migrations.newest(databases.main());
    }

    /**
     * Registers the tenant and begins the transaction that creates the tenant's schema, up to date and empty.
     *
     * @throws TenantException (already exists) if another tenant has the name or the schema; (invalid database) if the
     *     requested database does not accept new tenants. Nothing is created in these cases
     */
    public Provisioning provision(NewTenant newTenant) {
        SchemaName schema = SchemaName.derive(schemaPrefix, newTenant.name(), newTenant.realmId());
        return Provisioning.begin(this, registry, register(newTenant, schema, TenantState.PROVISIONING));
    }

    /**
     * Provisions a tenant with existing rows, for example from a bundle. The schema is migrated to the version of the
     * rows, then filled, and then migrated to the newest version.
     *
     * @param version the version of the rows; not newer than this server's version
     * @param fill writes the rows of the registered tenant, in the transaction that creates the schema
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

    /** Registers a tenant for a job. */
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
     * @param retention the time after which the tenant may be purged, counted from the change of state
     */
    public Participant archive(Tenant tenant, Duration retention) {
        return new StateChange(registry, fences, tenant, StateOperation.ARCHIVE, retention);
    }

    /**
     * Marks the tenant's schema as open or closed for writes, according to the registry. Idempotent. Call if an
     * operation finds that the tenant has the new state already: a crash may have left the registry changed and the
     * mark unchanged.
     */
    public void settle(Tenant tenant) {
        fences.settle(tenant.realmId());
    }

    /** Begins to rename a tenant. The schema is not renamed. */
    public Participant rename(Tenant tenant, TenantName name, String displayName) {
        return new Renaming(registry, tenant, name, displayName);
    }

    /**
     * Begins to give a tenant a host of its own, or to remove the host.
     *
     * @param hostOrNull the host in lower case; null to remove the host
     */
    public Participant changeHost(Tenant tenant, String hostOrNull) {
        String former = registry.hosts(Set.of(tenant.realmId())).get(tenant.realmId());
        return new HostChange(registry, tenant, former, hostOrNull);
    }

    /** Begins to drop a tenant whose realm is being removed. */
    public Dropping drop(Tenant tenant) {
        return new Dropping(this, registry, tenant);
    }

    /** The operations that change the state for adoptions and releases. */
    public AdoptionStates adoptionStates() {
        return new AdoptionStates(this, registry, fences, schemaPrefix);
    }

    public boolean isOutdated(Tenant tenant) {
        return tenant.schemaVersion() < newestVersion();
    }

    /** @throws TenantException (outdated) if the tenant's schema is older than this server */
    public void requireUpToDate(Tenant tenant) {
        if (isOutdated(tenant)) {
            throw TenantException.outdated(tenant, newestVersion());
        }
    }

    /**
     * Brings the tenant's schema up to date, in one transaction that holds the schema's lock. Then reads the version
     * from the schema itself and writes that version to the registry. Idempotent, and cheap if the schema is up to
     * date.
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
     * Migrates the schema, and then compares it with a freshly made schema of its version.
     *
     * @throws TenantException (schema broken) if an object is missing that no script creates again. The migration is
     *     not undone in this case
     */
    public void migrateAndCompare(Tenant tenant) {
        Tenant migrated = migrate(tenant);
        new WholeSchema(databases, drift).requireNothingMissing(migrated);
    }

    /**
     * Migrates the schema and rolls the migration back. Nothing changes, but meanwhile requests of the tenant wait.
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

    /** The applied and the pending scripts of the tenant's schema, in order. */
    public List<Migration> migrations(Tenant tenant) {
        return databases.of(tenant).inTransaction(tenant.scope(), handle -> migrations.history(handle, tenant.owned()));
    }

    /**
     * The inspection that compares the tenants in the registry with the schemas in PostgreSQL's catalog and with
     * Keycloak's realms.
     *
     * @param realmFacts reads all realms, including standard realms
     */
    public Inspection inspection(Supplier<List<RealmFact>> realmFacts, RealmDirectory outcomes) {
        return new Inspection(
                registry, new SchemaSearch(databases, schemaPrefix), roles, drift, realmFacts, outcomes);
    }

    /** The check that compares schemas of tenants with freshly made schemas. */
    public DriftCheck drift() {
        return drift;
    }

    /**
     * Checks a tenant's schema. Call before a tenant that is out of service returns to service.
     *
     * @throws TenantException (schema broken) if the schema is missing, marked as another realm's, or incomplete
     */
    public void requireWhole(Tenant tenant) {
        new WholeSchema(databases, drift).require(tenant);
    }

    public Reconciler reconciler(RealmDirectory outcomes) {
        return new Reconciler(registry, this, outcomes);
    }

    /** Reads the version from the schema's own history, and stores the version in the registry. */
    public void readVersion(Tenant tenant) {
        registry.setVersion(tenant.realmId(), versionOf(tenant));
    }

    private int versionOf(Tenant tenant) {
        return databases.of(tenant).read(tenant.scope(), SchemaMigrations::versionOf);
    }

    /**
     * Gives the tenant's schema to a role of its own, if roles are enabled, and replaces any mark of the schema by the
     * tenant's mark. Do not call for a tenant that is in service and has no role: other servers have cached the tenant
     * without a role.
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

    /** Writes the deletion record of a tenant without realm, and removes the tenant. Idempotent. */
    void end(Tenant tenant) {
        removal.end(tenant);
    }

    /**
     * Writes the deletion record and removes the tenant, for a job.
     *
     * @param lastLook reads the closed schema; an exception prevents the removal. If the removal is interrupted after
     *     lastLook and then repeated, lastLook is not called again
     */
    void end(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook) {
        removal.end(tenant, claim, lastLook);
    }

    /**
     * Writes the number of an attempt of the adoption into the mark of the tenant's schema. Does nothing if there is no
     * schema yet.
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
     * Removes the schema, role and registry row of a tenant without realm. Does nothing if the tenant was removed
     * already, even if the realm was created again since then. Idempotent.
     */
    public void remove(Tenant tenant) {
        removal.run(tenant, JobClaim.NONE);
    }

    /** Removes a tenant for a job. */
    void remove(Tenant tenant, JobClaim claim) {
        removal.run(tenant, claim);
    }
}
