package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class MigrationsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @Test
    void theNewestScriptIsTheVersionOfThisBuild() throws Exception {
        Path scripts = Path.of(MigrationsTest.class.getResource("/db/tenant/V1__tables.sql").toURI()).getParent();

        assertThat(newest(scripts)).isEqualTo(TENANTS.lifecycle().newestVersion());
        assertThat(TENANTS.acme().schemaVersion()).isEqualTo(TENANTS.lifecycle().newestVersion());
    }

    @Test
    void everyTenantHasEveryTable() {
        for (Tenant tenant : List.of(TENANTS.acme(), TENANTS.globex())) {
            assertThat(tablesIn(tenant.schema())).containsExactlyInAnyOrder("users", "event", "invitation", "schema_history");
        }
    }

    @Test
    void theRegistryHasOnlyItsOwnTables() {
        assertThat(tablesIn(SchemaName.REGISTRY)).containsExactlyInAnyOrder(
                "tenant", "deletion_record", "migration_job", "migration_job_tenant", "adoption", "adoption_page",
                "maintenance",
                "adoption_id", "former_name", "id_prefix", "plain_id", "sign_up", "form_use", "statistics_of_day",
                "schema_history");
    }

    @Test
    void noTableIsCreatedOutsideTheProductsSchemas() {
        assertThat(TENANTS.beside().rows("""
                select schemaname, tablename from pg_tables
                where schemaname not in ('pg_catalog', 'information_schema', 'tenantry')
                  and schemaname not in (select schema_name from tenantry.tenant)""")).isEmpty();
    }

    /** Each relation costs each tenant rows in PostgreSQL's catalog and each connection memory. */
    @Test
    void aTenantHasTwentyTwoRelationsAtMost() {
        assertThat(TENANTS.beside().<Long>value("""
                with tables as (
                  select c.oid, c.reltoastrelid from pg_class c
                  where c.relnamespace = ?::regnamespace and c.relkind = 'r')
                select (select count(*) from pg_class where relnamespace = ?::regnamespace)
                  + (select count(*) from tables where reltoastrelid <> 0)
                  + (select count(*) from pg_index i join tables t on i.indrelid = t.reltoastrelid)""",
                TENANTS.acme().schema().value(), TENANTS.acme().schema().value())).isBetween(18L, 22L);
    }

    private static List<String> tablesIn(SchemaName schema) {
        return TENANTS.beside().rows("select tablename::text from pg_tables where schemaname = ?", schema.value())
                .stream().map(row -> (String) row.get(0)).toList();
    }

    private static int newest(Path scripts) throws IOException {
        try (Stream<Path> files = Files.list(scripts)) {
            return files.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max().orElseThrow();
        }
    }
}
