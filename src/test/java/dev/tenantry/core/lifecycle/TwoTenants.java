package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.tenant.FormerNames;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.RoundTrips;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A fresh database with the registry and two tenants in service. Each tenant has a user "ada", so that code that reads
 * the wrong tenant finds the wrong user instead of none.
 */
public final class TwoTenants implements AutoCloseable {

    public static final String PREFIX = "tenant_";

    private static final String TEMPLATE = "two_tenants";
    private static int copies;

    private final TestDatabase beside;
    private final TestDatabase pool;
    private final Database database;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final TenantTransactions transactions;
    private final Tenant acme;
    private final Tenant globex;

    private TwoTenants(TestDatabase beside, TestDatabase pool) {
        this.beside = beside;
        this.pool = pool;
        this.database = open(5);
        this.registry = new TenantRegistry(database);
        this.lifecycle = new TenantLifecycle(database, registry, ReservedNames.builtIn(), PREFIX);
        this.transactions = new TenantTransactions(database);
        lifecycle.migrateRegistry();
        this.acme = registry.findByName("acme").orElseGet(() -> provision("acme"));
        this.globex = registry.findByName("globex").orElseGet(() -> provision("globex"));
        onlyAda();
    }

    /** Copies a template database, which is made only once: a copy takes much less time than two migrations. */
    public static synchronized TwoTenants provisioned() {
        Postgres postgres = Postgres.shared();
        if (copies == 0) {
            superuser(postgres.createDatabase(TEMPLATE)).close();
        }
        String copy = TEMPLATE + "_" + ++copies;
        postgres.database("postgres").execute("create database " + copy + " template " + TEMPLATE);
        return superuser(postgres.database(copy));
    }

    /** Uses a pool whose role may only create schemas and roles. */
    public static TwoTenants provisionedWithFewRights() {
        return provisionedWithFewRights(Postgres.shared().createDatabase("few_rights_" + UUID.randomUUID()));
    }

    /** Provisions the tenants in an existing database, with a pool whose role may only create schemas and roles. */
    public static TwoTenants provisionedWithFewRights(TestDatabase database) {
        return new TwoTenants(database, TenantsRole.create(database).login());
    }

    private static TwoTenants superuser(TestDatabase database) {
        return new TwoTenants(database, database);
    }

    /** Provisions the tenants on the given server, which the caller closes. */
    public static TwoTenants provisionedOn(Postgres postgres) {
        return superuser(postgres.createDatabase(TEMPLATE));
    }

    /** Provisions another tenant, without users. */
    public Tenant provision(String name) {
        Provisioning provisioning = lifecycle.provision(newTenant(name));
        provisioning.prepare();
        provisioning.afterCommit();
        return registry.findByName(name).orElseThrow();
    }

    public static NewTenant newTenant(String name) {
        return new NewTenant(realmId(name), new TenantName(name), name.toUpperCase(Locale.ROOT) + " Inc.");
    }

    public static String realmId(String name) {
        return "realm-of-" + name;
    }

    /** Resets both tenants to their initial state, with one user each. */
    public void onlyAda() {
        changeAcme(handle -> onlyAda(handle, "acme"));
        changeGlobex(handle -> onlyAda(handle, "globex"));
    }

    private static void onlyAda(TenantHandle handle, String tenant) {
        handle.update("delete from users");
        handle.update("delete from event");
        handle.update("delete from invitation");
        handle.update("""
                insert into users (id, username, email, email_shared, first_name, email_verified, enabled, not_before)
                values (?, 'ada', ?, false, ?, true, true, 0)""",
                adaOf(tenant), "ada@" + tenant + ".example", "Ada of " + tenant);
    }

    /** The id of a tenant's user "ada". */
    public static String adaOf(String tenant) {
        return "ada-of-" + tenant;
    }

    public <T> T inAcme(Function<TenantHandle, T> work) {
        return transactions.write(acme, work);
    }

    public <T> T inGlobex(Function<TenantHandle, T> work) {
        return transactions.write(globex, work);
    }

    public void changeAcme(Consumer<TenantHandle> work) {
        inAcme(handle -> {
            work.accept(handle);
            return null;
        });
    }

    public void changeGlobex(Consumer<TenantHandle> work) {
        inGlobex(handle -> {
            work.accept(handle);
            return null;
        });
    }

    public void readAcme(Consumer<TenantReadHandle> work) {
        read(acme, work);
    }

    public void readGlobex(Consumer<TenantReadHandle> work) {
        read(globex, work);
    }

    private void read(Tenant tenant, Consumer<TenantReadHandle> work) {
        transactions.read(tenant, handle -> {
            work.accept(handle);
            return null;
        });
    }

    public Tenant acme() {
        return acme;
    }

    public Tenant globex() {
        return globex;
    }

    public TenantTransactions transactions() {
        return transactions;
    }

    public TenantRegistry registry() {
        return registry;
    }

    public FormerNames formerNames() {
        return new FormerNames(database);
    }

    public SchemaBindings bindings() {
        TenantDatabases databases = TenantDatabases.only(database);
        return new SchemaBindings(databases, registry, SchemaRoles.on(databases), PREFIX);
    }

    public TenantLifecycle lifecycle() {
        return lifecycle;
    }

    /** The lifecycle of another server, with that server's pool. */
    TenantLifecycle lifecycle(Database another) {
        return new TenantLifecycle(another, new TenantRegistry(another), ReservedNames.builtIn(), PREFIX);
    }

    /** Opens another pool of the same database. The caller closes the pool. */
    public Database open(int poolMaxSize) {
        return Database.open(settings(poolMaxSize, Duration.ofSeconds(10)));
    }

    /** @param connectionTimeout the maximum wait for a connection of the pool */
    DatabaseSettings settings(int poolMaxSize, Duration connectionTimeout) {
        return new DatabaseSettings(pool.url(), pool.username(), pool.password(), poolMaxSize, connectionTimeout);
    }

    /** Opens another pool of the same database with the given limits. The caller closes the pool. */
    public Database open(int poolMaxSize, Limits limits) {
        return Database.open(new DatabaseSettings(
                beside.url(), beside.username(), beside.password(), poolMaxSize, Duration.ofSeconds(10), limits));
    }

    /** Opens a pool with one connection across a network that counts the round trips. */
    public Database openAcross(RoundTrips network) {
        String name = beside.value("select current_database()");
        return Database.open(new DatabaseSettings(
                network.url(name), pool.username(), pool.password(), 1, Duration.ofSeconds(10)));
    }

    /** The same database, without the code under test. */
    public TestDatabase beside() {
        return beside;
    }

    public boolean schemaExists(SchemaName schema) {
        return !beside.rows("select 1 from pg_namespace where nspname = ?", schema.value()).isEmpty();
    }

    @Override
    public void close() {
        database.close();
    }
}
