package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.schema.SearchExtension;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.RealmDirectory;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import dev.tenantry.support.process.TcpForwarder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two fresh databases of one server. The second, "eu", is reached through a network that can fail. Tenant acme is in
 * the main database and tenant globex in eu. Each has a user "ada".
 */
public final class TwoDatabases implements AutoCloseable {

    static final String EU = "eu";
    static final int POOL = 4;

    private final TestDatabase main = Postgres.shared().createDatabase("main_" + UUID.randomUUID());
    private final TestDatabase eu = Postgres.shared().createDatabase("eu_" + UUID.randomUUID());
    private final TcpForwarder network = TcpForwarder.to(Postgres.shared().port());
    private final TenantDatabases databases = new TenantDatabases(
            open(TenantDatabases.MAIN, main.url()),
            Map.of(EU, open(EU, eu.url().replace(
                    ":" + Postgres.shared().port() + "/", ":" + network.port() + "/"))));
    private final TenantRegistry registry = new TenantRegistry(databases.main());
    private final TenantLifecycle lifecycle = lifecycle(PlacementRule.FEWEST_TENANTS);
    private final TenantTransactions transactions = new TenantTransactions(databases, TenantListener.NONE);
    private final Tenant acme;
    private final Tenant globex;

    public TwoDatabases() {
        lifecycle.migrateRegistry();
        new SearchExtension(databases.named(EU)).provide();
        this.acme = provision("acme", TenantDatabases.MAIN);
        this.globex = provision("globex", EU);
    }

    private static Database open(String name, String url) {
        TestDatabase any = Postgres.shared().database("postgres");
        return Database.open(new DatabaseSettings(name, url, any.username(), any.password(), POOL,
                Duration.ofSeconds(3), Limits.usual(POOL)));
    }

    /** A lifecycle with the given placement rule. */
    TenantLifecycle lifecycle(PlacementRule placement) {
        return new TenantLifecycle(databases, placement, registry, ReservedNames.builtIn(), TwoTenants.PREFIX,
                TenantListener.NONE, SchemaRoles.on(databases));
    }

    static NewTenant newTenant(String name, String databaseOrNull) {
        NewTenant tenant = TwoTenants.newTenant(name);
        return new NewTenant(tenant.realmId(), tenant.name(), tenant.displayName(), databaseOrNull, null, null, null);
    }

    /** Provisions another tenant, with a user "ada". */
    Tenant provision(String name, String databaseOrNull) {
        return provision(lifecycle, newTenant(name, databaseOrNull));
    }

    Tenant provision(TenantLifecycle by, NewTenant newTenant) {
        Provisioning provisioning = by.provision(newTenant);
        provisioning.transaction().write(handle -> addAda(handle, newTenant.name().value()));
        provisioning.prepare();
        provisioning.afterCommit();
        return registry.find(newTenant.realmId()).orElseThrow();
    }

    private static int addAda(TenantHandle handle, String tenant) {
        return handle.update("""
                insert into users (id, username, email, email_shared, first_name, email_verified, enabled, not_before)
                values (?, 'ada', ?, false, ?, true, true, 0)""",
                TwoTenants.adaOf(tenant), "ada@" + tenant + ".example", "Ada of " + tenant);
    }

    /** The first name of the tenant's ada, read as the tenant. */
    String ada(Tenant tenant) {
        return transactions.read(tenant, handle ->
                handle.first("select first_name from users where username = 'ada'", row -> row.getString(1)))
                .orElseThrow();
    }

    /** Cuts the network to eu, until {@link #findEuAgain}. */
    public void loseEu() {
        network.swallow();
        network.cut();
    }

    public void findEuAgain() {
        network.mend();
    }

    static boolean hasSchema(TestDatabase database, Tenant tenant) {
        return !database.rows("select 1 from pg_namespace where nspname = ?", tenant.schema().value()).isEmpty();
    }

    static boolean hasRole(Tenant tenant) {
        return !Postgres.shared().database("postgres")
                .rows("select 1 from pg_roles where rolname = ?", tenant.roleOrNull().value()).isEmpty();
    }

    List<Finding> findings() {
        return lifecycle.inspection(List::of, tenant -> RealmDirectory.Outcome.EXISTS).run();
    }

    public Tenant acme() {
        return acme;
    }

    public Tenant globex() {
        return globex;
    }

    TenantDatabases databases() {
        return databases;
    }

    public RegistryTransactions rows() {
        return new RegistryTransactions(databases.main());
    }

    public TenantRegistry registry() {
        return registry;
    }

    public TenantLifecycle lifecycle() {
        return lifecycle;
    }

    public TenantTransactions transactions() {
        return transactions;
    }

    /** The main database, without the code under test. */
    public TestDatabase besideMain() {
        return main;
    }

    /** The database eu, without the code under test and without the network that can fail. */
    TestDatabase besideEu() {
        return eu;
    }

    @Override
    public void close() {
        databases.close();
        network.close();
    }
}
