package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.schema.SchemaMigrations;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.support.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A database with tenants of this release, and servers of this release and of the next. The next release has one more
 * migration script.
 */
public final class TwoReleases implements AutoCloseable {

    /** Fails if the schema has a table "note". Waits for transactions that read the table users. */
    public static final String SCRIPT = """
            create table note (id integer primary key);
            alter table users add column nickname text;
            """;

    /** Statements wait for a locked table as long as the test holds the lock. */
    private static final Limits LONG_TIMEOUT = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), 5);

    private final TwoTenants tenants = TwoTenants.provisioned();
    private final Path folder;

    private TwoReleases(Path folder) {
        this.folder = folder;
    }

    /** @param folder an empty folder for the script */
    public static TwoReleases of(Path folder, String script) {
        TwoReleases releases = new TwoReleases(folder);
        try {
            Files.writeString(folder.resolve("V" + releases.nextVersion() + "__next_release.sql"), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return releases;
    }

    /** The objects of one server, with its own pool of the database. */
    public record Server(Database database, TenantRegistry registry, TenantLifecycle lifecycle)
            implements AutoCloseable {

        public RegistryTransactions transactions() {
            return new RegistryTransactions(database);
        }

        @Override
        public void close() {
            database.close();
        }
    }

    public Server thisRelease() {
        return server(SchemaMigrations.ON_CLASS_PATH, LONG_TIMEOUT);
    }

    public Server nextRelease() {
        return nextRelease(LONG_TIMEOUT);
    }

    public Server nextRelease(Limits limits) {
        return server(new SchemaMigrations("classpath:db/tenant", "filesystem:" + folder), limits);
    }

    private Server server(SchemaMigrations migrations, Limits limits) {
        Database database = tenants.open(5, limits);
        TenantDatabases databases = TenantDatabases.only(database);
        TenantRegistry registry = new TenantRegistry(database);
        return new Server(database, registry, new TenantLifecycle(
                databases, PlacementRule.FEWEST_TENANTS, registry, ReservedNames.builtIn(), TwoTenants.PREFIX,
                TenantListener.NONE, SchemaRoles.on(databases), migrations));
    }

    public int nextVersion() {
        return tenants.lifecycle().newestVersion() + 1;
    }

    /** Provisions another tenant of this release. */
    public Tenant provision(String name) {
        return tenants.provision(name);
    }

    public Tenant acme() {
        return tenants.acme();
    }

    public Tenant globex() {
        return tenants.globex();
    }

    /** The same database, without the code under test. */
    public TestDatabase beside() {
        return tenants.beside();
    }

    /** How often the next release's script has run in the tenant's schema. */
    public int timesMigrated(Tenant tenant) {
        return beside().<Long>value("select count(*) from %s.schema_history where version = '%d' and success"
                .formatted(tenant.schema(), nextVersion())).intValue();
    }

    @Override
    public void close() {
        tenants.close();
    }
}
