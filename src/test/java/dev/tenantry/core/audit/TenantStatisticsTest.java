package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TenantStatisticsTest {

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = tenants.open(3);

    private final TenantStatistics statistics =
            new TenantStatistics(new RegistryTransactions(database), tenants.registry(), tenants.transactions());

    @Test
    void onlyTheTenantsOwnPeopleCountAsUsers() {
        tenants.changeAcme(handle -> {
            addUser(handle::update, "grace", null);
            addUser(handle::update, "service-account-robot", "id-of-robot");
        });

        assertThat(statistics.usage(tenants.acme()).users()).isEqualTo(2);
        assertThat(statistics.usage(tenants.globex()).users()).isEqualTo(1);
    }

    @Test
    void aTenantsSizeGrowsWithItsRows() {
        long before = statistics.usage(tenants.acme()).bytes();

        tenants.changeAcme(handle -> handle.update("""
                insert into users (id, username, email_shared, email_verified, enabled, not_before, attributes)
                select 'user-' || n, 'user-' || n, false, false, true, 0,
                  jsonb_build_object('note', array[repeat('x', 100)])
                from generate_series(1, 5000) n"""));

        assertThat(before).isPositive();
        assertThat(statistics.usage(tenants.acme()).bytes()).isGreaterThan(before + 500_000);
    }

    /**
     * A distributed table is empty on the server that is queried. The test has no Citus and creates its function and
     * table.
     */
    @Test
    void theSizeOfADistributedSchemaIsItsSizeOnTheWorkers() {
        long before = statistics.usage(tenants.acme()).bytes();
        tenants.beside().execute("""
                set allow_system_table_mods = on;
                create function pg_catalog.citus_total_relation_size(regclass) returns bigint language sql
                  as 'select 17000000::bigint';
                create table pg_catalog.pg_dist_partition (logicalrelid regclass);
                insert into pg_catalog.pg_dist_partition values ('%s.users');
                grant select on pg_catalog.pg_dist_partition to public"""
                .formatted(tenants.globex().schema().value()));

        assertThat(statistics.usage(tenants.globex())).satisfies(usage -> {
            assertThat(usage.users()).isOne();
            assertThat(usage.bytes()).isBetween(17_000_001L, 17_200_000L);
        });
        assertThat(statistics.usage(tenants.acme())).isEqualTo(new Usage(1, before));
    }

    @Test
    void theUsageOfAnArchivedTenantIsRefused() {
        archive("acme");

        assertThatThrownBy(() -> statistics.usage(current("acme"))).isInstanceOf(TenantException.class);
    }

    @Test
    void theReportHasStatesVersionsAndProvisioningTimes() {
        int version = tenants.acme().schemaVersion();
        archive("acme");

        Report report = statistics.report(1);

        assertThat(report.states()).containsOnly(
                Map.entry(TenantState.ACTIVE, 1), Map.entry(TenantState.ARCHIVED, 1));
        assertThat(report.versions()).containsOnly(Map.entry(version, 1));
        assertThat(report.provisioningTimes()).extracting(Report.ProvisioningTime::tenant)
                .containsExactly("acme", "globex");
        assertThat(report.provisioningTimes())
                .allSatisfy(time -> assertThat(time.milliseconds()).isBetween(1L, 60_000L));
    }

    @Test
    void theTenantsOfADayAreThoseProvisionedAndNotYetDropped() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        provisioned("acme", 5);
        provisioned("globex", 2);
        tenants.beside().execute("""
                insert into tenantry.deletion_record
                  (realm_id, name, schema_name, provisioned_at, dropped_at, row_counts, digest)
                values ('gone', 'initech', 'tenant_initech', now() - interval '4 days', now() - interval '1 day', '{}', '')""");

        List<Report.Day> days = statistics.report(7).days();

        assertThat(days).extracting(Report.Day::tenants).containsExactly(0, 1, 2, 2, 3, 2, 2);
        assertThat(days.get(0).day()).isEqualTo(today.minusDays(6));
        assertThat(days.get(6).day()).isEqualTo(today);
        assertThat(days).extracting(Report.Day::usageOrNull).containsOnlyNulls();
    }

    @Test
    void theUsersOfAllReadableTenantsAreCountedOnceADay() {
        DailyCount count = statistics.dailyCount();

        count.run();
        tenants.changeAcme(handle -> addUser(handle::update, "grace", null));
        count.run();

        assertThat(statistics.report(1).days().get(0).usageOrNull().users()).isEqualTo(2);
        assertThat(statistics.report(1).days().get(0).usageOrNull().bytes())
                .isGreaterThan(statistics.usage(tenants.globex()).bytes());
    }

    @Test
    void archivedTenantsAreNotCounted() {
        archive("acme");

        statistics.dailyCount().run();

        assertThat(statistics.report(1).days().get(0).usageOrNull().users()).isEqualTo(1);
    }

    @Test
    void anIncompleteSumIsNeitherStoredNorRepeatedAtOnce() {
        DailyCount count = statistics.dailyCount();
        tenants.beside().execute("update tenantry.tenant set database_name = 'elsewhere' where name = 'acme'");
        count.run();
        assertThat(statistics.report(1).days().get(0).usageOrNull()).isNull();

        tenants.beside().execute("update tenantry.tenant set database_name = 'main' where name = 'acme'");
        count.run();
        assertThat(statistics.report(1).days().get(0).usageOrNull()).isNull();

        statistics.dailyCount().run();
        assertThat(statistics.report(1).days().get(0).usageOrNull().users()).isEqualTo(2);
    }

    @Test
    void aSchemaWithoutAMarkPreventsTheCountWithoutAFailureOfTheTask() {
        DailyCount count = statistics.dailyCount();
        String schema = tenants.acme().schema().quoted();
        String mark = tenants.beside().value(
                "select obj_description(?::regnamespace, 'pg_namespace')", schema);
        tenants.beside().execute("comment on schema " + schema + " is null");
        count.run();
        assertThat(statistics.report(1).days().get(0).usageOrNull()).isNull();

        tenants.beside().execute("comment on schema " + schema + " is '" + mark + "'");
        count.run();
        assertThat(statistics.report(1).days().get(0).usageOrNull()).as("within the pause").isNull();
        statistics.dailyCount().run();
        assertThat(statistics.report(1).days().get(0).usageOrNull().users()).isEqualTo(2);
    }

    private void provisioned(String name, int daysAgo) {
        tenants.beside().execute("update tenantry.tenant set created_at = now() - ? * interval '1 day' where name = ?",
                daysAgo, name);
    }

    private void archive(String name) {
        tenants.beside().execute(
                "update tenantry.tenant set state = 'ARCHIVED', purge_after = now() + interval '1 day' where name = ?",
                name);
    }

    private Tenant current(String name) {
        return tenants.registry().findByName(name).orElseThrow();
    }

    private static void addUser(Update update, String username, String serviceAccountClient) {
        update.run("""
                insert into users (id, username, email_shared, email_verified, enabled, not_before, service_account_client)
                values (?, ?, false, true, true, 0, ?)""", username, username, serviceAccountClient);
    }

    private interface Update {

        int run(String sql, Object... parameters);
    }
}
