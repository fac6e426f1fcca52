package dev.tenantry.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.db.Database;
import dev.tenantry.db.DatabaseSettings;
import dev.tenantry.support.Postgres;
import dev.tenantry.support.TestDatabase;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A registry of the time when there was one database. */
final class RegistryUpgradeTest {

    private static final TestDatabase OLD = Postgres.shared().createDatabase("registry_upgrade");

    @AutoClose
    private final Database database = Database.open(new DatabaseSettings(
            OLD.url(), OLD.username(), OLD.password(), 2, Duration.ofSeconds(10)));

    @Test
    void keepsItsTenantsAndCertificatesInTheMainOne() {
        Flyway.configure()
                .dataSource(OLD.url(), OLD.username(), OLD.password())
                .locations("classpath:db/registry")
                .schemas("tenantry")
                .table("schema_history")
                .target("6")
                .load()
                .migrate();
        for (String name : new String[] {"acme", "globex"}) {
            OLD.execute("""
                    insert into tenantry.tenant (realm_id, name, display_name, schema_name, state, schema_version)
                    values (?, ?, ?, ?, 'ACTIVE', 2)""", "realm-of-" + name, name, name, "tenant_" + name);
        }
        OLD.execute("""
                insert into tenantry.certificate (realm_id, name, schema_name, provisioned_at, row_counts, digest)
                values ('realm-of-initech', 'initech', 'tenant_initech', now(), '{}', '')""");

        SchemaMigrations.migrateRegistry(database);

        assertThat(new TenantRegistry(database).list("", null, 0, 10))
                .hasSize(2)
                .allSatisfy(tenant -> assertThat(tenant.database()).isEqualTo(TenantDatabases.MAIN));
        assertThat(new Certificates(TenantDatabases.only(database)).find("realm-of-initech").orElseThrow().database())
                .isEqualTo(TenantDatabases.MAIN);
    }
}
