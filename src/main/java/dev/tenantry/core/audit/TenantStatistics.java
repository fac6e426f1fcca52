package dev.tenantry.core.audit;

import dev.tenantry.core.audit.Report.Day;
import dev.tenantry.core.audit.Report.ProvisioningTime;
import dev.tenantry.core.db.ReadHandle;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.tenant.TenantTransactions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts tenants, users and bytes. Writes nothing but the daily counts. Thread-safe. */
public final class TenantStatistics {

    /** The maximum number of provisioning times in a report, and in the console's plot. */
    private static final int PROVISIONING_TIMES = 200;

    private static final String USAGE = """
            select (select count(*) from users where service_account_client is null) as users,
              (select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c
               where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r') as bytes,
              to_regproc('pg_catalog.citus_total_relation_size') is not null as citus""";

    /**
     * Selects the size of a schema in a database with Citus. If Citus distributes a schema, the schema's tables on the
     * coordinator are empty. PostgreSQL's size of these tables is therefore useless, and Citus's size is used instead.
     * This query fails on a database without Citus, so it runs only after {@link #USAGE} has found Citus.
     */
    private static final String CITUS_BYTES = """
            select coalesce(sum(case when p.logicalrelid is null then pg_total_relation_size(c.oid)
              else pg_catalog.citus_total_relation_size(c.oid) end), 0)::bigint as bytes
            from pg_class c left join pg_catalog.pg_dist_partition p on p.logicalrelid = c.oid
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'""";

    /**
     * Selects, for each day, the number of tenants, and the users and bytes that were counted on that day. The deletion
     * records show on which days a dropped tenant still existed.
     */
    private static final String DAYS = """
            with change (at, more) as (
              select created_at, 1 from tenant where state not in ('PROVISIONING', 'DROPPING')
              union all select provisioned_at, 1 from deletion_record
              union all select dropped_at, -1 from deletion_record),
            total (day, tenants) as (
              select (at at time zone 'UTC')::date, sum(sum(more)) over (order by (at at time zone 'UTC')::date)
              from change group by 1)
            select d.day::date as day, f.users, f.bytes,
              coalesce((select tenants from total where total.day <= d.day order by total.day desc limit 1), 0) as tenants
            from generate_series(1 - ?, 0) past, lateral (select (now() at time zone 'UTC')::date + past as day) d
            left join statistics_of_day f on f.day = d.day
            order by d.day""";

    private final RegistryTransactions rows;
    private final TenantRegistry registry;
    private final TenantTransactions transactions;

    public TenantStatistics(RegistryTransactions rows, TenantRegistry registry, TenantTransactions transactions) {
        this.rows = rows;
        this.registry = registry;
        this.transactions = transactions;
    }

    /**
     * Counts the users and bytes of a tenant. This takes one round trip, or two round trips if the database has the
     * extension Citus.
     *
     * @throws TenantException (wrong state) if the tenant's state does not allow reads
     */
    public Usage usage(Tenant tenant) {
        return transactions.read(tenant, handle -> {
            Counted counted = handle.first(USAGE, row -> new Counted(
                            new Usage(row.getLong("users"), row.getLong("bytes")), row.getBoolean("citus")))
                    .orElseThrow();
            return counted.citus
                    ? new Usage(counted.usage.users(), handle.first(CITUS_BYTES, row -> row.getLong("bytes")).orElseThrow())
                    : counted.usage;
        });
    }

    /** @param days the number of days in the report, including today */
    public Report report(int days) {
        return rows.read(handle -> new Report(states(handle), versions(handle), provisioningTimes(handle),
                days(handle, days)));
    }

    /** Returns the maintenance task that counts users and bytes once a day. */
    public DailyCount dailyCount() {
        return new DailyCount(this, rows, registry);
    }

    private static Map<TenantState, Integer> states(ReadHandle handle) {
        Map<TenantState, Integer> states = new EnumMap<>(TenantState.class);
        handle.query("select state, count(*) as tenants from tenant group by state",
                row -> states.put(TenantState.valueOf(row.getString("state")), row.getInt("tenants")));
        return states;
    }

    private static Map<Integer, Integer> versions(ReadHandle handle) {
        Map<Integer, Integer> versions = new TreeMap<>();
        handle.query("""
                select schema_version, count(*) as tenants from tenant
                where state in ('ACTIVE', 'SUSPENDED') group by schema_version""",
                row -> versions.put(row.getInt("schema_version"), row.getInt("tenants")));
        return versions;
    }

    private static List<ProvisioningTime> provisioningTimes(ReadHandle handle) {
        return handle.query("""
                select name, created_at, milliseconds from (
                  select name, created_at,
                    round(extract(epoch from in_service_at - created_at) * 1000)::bigint as milliseconds
                  from tenant where in_service_at is not null order by in_service_at desc limit ?) latest
                order by created_at""",
                row -> new ProvisioningTime(row.getString("name"), row.getTimestamp("created_at").toInstant(),
                        row.getLong("milliseconds")),
                PROVISIONING_TIMES);
    }

    private static List<Day> days(ReadHandle handle, int days) {
        return handle.query(DAYS, row -> {
            Usage usage = new Usage(row.getLong("users"), row.getLong("bytes"));
            boolean isCounted = row.getObject("users") != null;
            return new Day(row.getDate("day").toLocalDate(), row.getInt("tenants"), isCounted ? usage : null);
        }, days);
    }

    private record Counted(Usage usage, boolean citus) {}
}
