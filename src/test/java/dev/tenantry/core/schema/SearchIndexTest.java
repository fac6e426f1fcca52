package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.audit.Drift;
import dev.tenantry.core.audit.DriftCheck;
import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All tenants use one extension pg_trgm, or have no search index. */
final class SearchIndexTest {

    /**
     * Refuses new extensions, as a database does if the role lacks the right. PostgreSQL itself lets every role that
     * may create schemas create pg_trgm.
     */
    private static final String NO_EXTENSIONS = """
            create function public.refuse() returns event_trigger language plpgsql as
              $$ begin raise insufficient_privilege using message = 'no extensions here'; end $$;
            create event trigger no_extensions on ddl_command_start when tag in ('CREATE EXTENSION')
              execute function public.refuse()""";

    private final TestDatabase database = Postgres.shared().createDatabase("search_" + UUID.randomUUID());
    private TwoTenants tenants;

    @AfterEach
    void close() {
        if (tenants != null) {
            tenants.close();
        }
    }

    private void provision() {
        tenants = TwoTenants.provisionedWithFewRights(database);
    }

    private boolean isIndexed(Tenant tenant) {
        return 1 == database.<Long>value(
                "select count(*) from pg_indexes where schemaname = ? and indexname = 'users_search'",
                tenant.schema().value());
    }

    private String schemaOfTheExtension() {
        return database.value("select extnamespace::regnamespace::text from pg_extension where extname = 'pg_trgm'");
    }

    private static List<String> planOfASearch(TenantReadHandle handle) {
        return handle.query("explain select id from users where username like '%lovelace%'", row -> row.getString(1));
    }

    @Test
    void theExtensionIsCreatedInASchemaOfItsOwn() {
        provision();

        assertThat(schemaOfTheExtension()).isEqualTo("tenantry_extensions");
        assertThat(isIndexed(tenants.acme())).isTrue();
        assertThat(isIndexed(tenants.globex())).isTrue();
        tenants.lifecycle().migrateRegistry();
        assertThat(schemaOfTheExtension()).isEqualTo("tenantry_extensions");
    }

    @Test
    void anExistingExtensionIsUsedInItsSchema() {
        database.execute("create extension pg_trgm schema public");
        provision();

        assertThat(schemaOfTheExtension()).isEqualTo("public");
        assertThat(isIndexed(tenants.acme())).isTrue();
        assertThat(database.rows("select from pg_namespace where nspname = 'tenantry_extensions'")).isEmpty();
    }

    @Test
    void tenantsHaveNoIndexIfTheExtensionMayNotBeCreated() {
        database.execute(NO_EXTENSIONS);
        provision();

        assertThat(isIndexed(tenants.acme())).isFalse();
        assertThat(database.rows("select from pg_namespace where nspname = 'tenantry_extensions'")).isEmpty();
        tenants.readAcme(handle -> assertThat(planOfASearch(handle)).anyMatch(line -> line.contains("Seq Scan")));
        assertThat(drift(tenants.acme()).isNone()).isTrue();
    }

    @Test
    void tenantsHaveNoIndexIfTheExtensionIsNotVisibleToAll() {
        database.execute("create schema closed; create extension pg_trgm schema closed");
        provision();

        assertThat(isIndexed(tenants.acme())).isFalse();
        assertThat(drift(tenants.acme()).isNone()).isTrue();
    }

    @Test
    void aMigrationCreatesTheIndexOnceTheExtensionExists() {
        database.execute(NO_EXTENSIONS);
        provision();
        try (Database one = tenants.open(1)) {
            DriftCheck check = new DriftCheck(TenantDatabases.only(one));
            assertThat(check.of(tenants.acme()).isNone()).isTrue();
            database.execute("drop event trigger no_extensions");
            tenants.lifecycle().migrateRegistry(); // as the next server does at its start

            assertThat(check.of(tenants.acme()).missing()).singleElement().asString().contains("users_search");
            assertThat(tenants.lifecycle().migrate(tenants.acme()).schemaVersion())
                    .isEqualTo(tenants.acme().schemaVersion());
            tenants.lifecycle().migrate(tenants.acme());

            assertThat(isIndexed(tenants.acme())).isTrue();
            assertThat(check.of(tenants.acme()).isNone()).isTrue();
            assertThat(isIndexed(tenants.globex())).isFalse();
            assertThat(database.<String>value(
                    "select tableowner from pg_tables where tablename = 'users' and schemaname = ?",
                    tenants.acme().schema().value())).isEqualTo(tenants.acme().roleOrNull().value());
        }
    }

    /** A tenant's role may use only the tenant's schema, and needs no other. */
    @Test
    void aSearchNeedsNoRightToTheExtension() {
        provision();
        database.execute("revoke usage on schema tenantry_extensions from public");
        String name = database.value("select current_database()");
        database.execute("alter database \"" + name + "\" set enable_seqscan = off");
        try (Database one = tenants.open(1)) {
            TenantTransactions transactions = new TenantTransactions(one);

            assertThat(transactions.read(tenants.acme(), SearchIndexTest::planOfASearch))
                    .anyMatch(line -> line.contains("on users_search"));
            assertThat(transactions.<Integer>read(tenants.acme(), handle ->
                    handle.count("select count(*) from users where username like '%da%' and email like '%acme%'")))
                    .isOne();
            transactions.write(tenants.acme(), handle -> handle.update("update users set username = 'lovelace'"));
            assertThat(transactions.<Integer>read(tenants.acme(), handle ->
                    handle.count("select count(*) from users where username like '%lovelace%'"))).isOne();
        }
    }

    @Test
    void aSchemaWithTheIndexIsDropped() {
        provision();

        tenants.lifecycle().remove(tenants.acme());

        assertThat(tenants.schemaExists(tenants.acme().schema())).isFalse();
        assertThat(schemaOfTheExtension()).isEqualTo("tenantry_extensions");
        assertThat(isIndexed(tenants.globex())).isTrue();
    }

    private Drift drift(Tenant tenant) {
        try (Database one = tenants.open(1)) {
            return new DriftCheck(TenantDatabases.only(one)).of(tenant);
        }
    }
}
