package dev.tenantry.core.migration;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.ReadHandle;
import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import java.util.List;

/** The list of the tenants of one job, with the outcome of each tenant's migration. Thread-safe. */
final class TenantList {

    /**
     * The query for active and suspended tenants whose schemas are older than a given version. The query uses the index
     * tenant_behind, and therefore does not read the rows of up-to-date tenants, of which there may be thousands.
     */
    static final String BEHIND = "select realm_id, name from tenant "
            + "where schema_version < ? and state in ('ACTIVE', 'SUSPENDED')";

    private static final RowMapper<ListedTenant> LISTED =
            row -> new ListedTenant(row.getString("realm_id"), row.getString("name"));

    private final RegistryTransactions registry;
    private final String jobId;

    TenantList(RegistryTransactions registry, String jobId) {
        this.registry = registry;
        this.jobId = jobId;
    }

    /** Returns the number of tenants whose schemas are older than the given version. */
    static int countBehind(ReadHandle handle, int version) {
        return handle.count("select count(*) from (%s) behind".formatted(BEHIND), version);
    }

    /** Returns at most {@code max} tenants whose schemas are older than the given version, chosen at random. */
    static List<ListedTenant> someBehind(ReadHandle handle, int version, int max) {
        return handle.query(BEHIND + " order by random() limit ?", LISTED, version, max);
    }

    /**
     * Writes the list of all tenants whose schemas are older than the given version. For each canary, also stores the
     * position that the canary has in {@code canaries}.
     */
    void write(Handle handle, int version, List<Tenant> canaries) {
        addBehind(handle, version);
        for (int i = 0; i < canaries.size(); i++) {
            handle.update("update migration_job_tenant set canary = ? where job_id = ? and realm_id = ?",
                    i, jobId, canaries.get(i).realmId());
        }
    }

    /**
     * Adds each tenant that is missing from the list and whose schema is older than the given version. Such tenants
     * appear during a job if a server of the former release provisions them.
     *
     * @return the number of added tenants
     */
    int addBehind(int version) {
        return registry.write(handle -> addBehind(handle, version));
    }

    private int addBehind(Handle handle, int version) {
        return handle.update("""
                insert into migration_job_tenant (job_id, realm_id, name)
                select ?, behind.* from (%s) behind on conflict do nothing""".formatted(BEHIND), jobId, version);
    }

    /** Returns the canaries whose migration has no outcome yet, in the order in which the job must migrate them. */
    List<ListedTenant> openCanaries() {
        return registry.read(handle -> handle.query("""
                select realm_id, name from migration_job_tenant
                where job_id = ? and outcome is null and canary is not null order by canary""", LISTED, jobId));
    }

    /**
     * Returns the next tenants whose migration has no outcome yet, in the order of realm ids.
     *
     * @param afterRealmId the realm id after which to begin; "" to begin with the first tenant
     * @param max the maximum number of tenants
     */
    List<ListedTenant> open(String afterRealmId, int max) {
        return registry.read(handle -> handle.query("""
                select realm_id, name from migration_job_tenant
                where job_id = ? and realm_id > ? and outcome is null order by realm_id limit ?""",
                LISTED, jobId, afterRealmId, max));
    }

    /** Returns the failures, the oldest failure first. */
    List<MigrationFailure> failures(int max) {
        return registry.read(handle -> handle.query("""
                select name, cause from migration_job_tenant
                where job_id = ? and outcome = 'FAILED' order by ended_at, realm_id limit ?""",
                row -> new MigrationFailure(row.getString("name"), row.getString("cause")), jobId, max));
    }

    /**
     * Stores the outcome of a tenant's migration. Does not replace an outcome that is stored already. Stops the job if
     * the migration of a canary has failed, or if more migrations have failed than the error budget allows.
     *
     * @return false if the job has ended
     */
    boolean enter(ListedTenant tenant, Turn turn) {
        return registry.write(handle -> {
            // Locks the job's row. Without the lock, two transactions that store failures at the same time would each
            // miss the other transaction's failure in the count.
            handle.query("select state from migration_job where id = ? for update", row -> null, jobId);
            handle.update("""
                    update migration_job_tenant set outcome = ?, cause = ?, ended_at = clock_timestamp()
                    where job_id = ? and realm_id = ? and outcome is null""",
                    turn.outcome().name(), turn.cause(), jobId, tenant.realmId());
            if (turn.outcome() == Turn.Outcome.FAILED) {
                stopWhere(handle, StopReason.CANARY, """
                        exists (select from migration_job_tenant
                                where job_id = job.id and outcome = 'FAILED' and canary is not null)""");
                stopWhere(handle, StopReason.ERROR_BUDGET, """
                        error_budget < (select count(*) from migration_job_tenant
                                        where job_id = job.id and outcome = 'FAILED')""");
            }
            return 1 == handle.count(
                    "select count(*) from migration_job where id = ? and state = 'RUNNING'", jobId);
        });
    }

    private void stopWhere(Handle handle, StopReason reason, String condition) {
        handle.update("""
                update migration_job job set state = 'STOPPED', stop_reason = ?, finished_at = now()
                where id = ? and state = 'RUNNING' and %s""".formatted(condition), reason.name(), jobId);
    }
}
