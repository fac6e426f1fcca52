package dev.tenantry.core.migration;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import java.util.List;

/** The list of one job's tenants, and their outcomes. Thread-safe. */
final class TenantList {

    /** Uses the index tenant_behind, so that up-to-date tenants, which may be thousands, are not read. */
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

    /** Lists the tenants with older schemas; canaries are marked, in their order. */
    void write(Handle handle, int version, List<Tenant> canaries) {
        addBehind(handle, version);
        for (int i = 0; i < canaries.size(); i++) {
            handle.update("update migration_job_tenant set canary = ? where job_id = ? and realm_id = ?",
                    i, jobId, canaries.get(i).realmId());
        }
    }

    /**
     * Adds tenants with older schemas that are not listed yet: a server of the former release may still provision
     * tenants.
     *
     * @return how many
     */
    int addBehind(int version) {
        return registry.write(handle -> addBehind(handle, version));
    }

    private int addBehind(Handle handle, int version) {
        return handle.update("""
                insert into migration_job_tenant (job_id, realm_id, name)
                select ?, behind.* from (%s) behind on conflict do nothing""".formatted(BEHIND), jobId, version);
    }

    /** The open canaries, in order. */
    List<ListedTenant> openCanaries() {
        return registry.read(handle -> handle.query("""
                select realm_id, name from migration_job_tenant
                where job_id = ? and outcome is null and canary is not null order by canary""", LISTED, jobId));
    }

    /** A page of the open tenants, in order of realm id. */
    List<ListedTenant> open(String afterRealmId, int max) {
        return registry.read(handle -> handle.query("""
                select realm_id, name from migration_job_tenant
                where job_id = ? and realm_id > ? and outcome is null order by realm_id limit ?""",
                LISTED, jobId, afterRealmId, max));
    }

    /** The failures in order of time. */
    List<MigrationFailure> failures(int max) {
        return registry.read(handle -> handle.query("""
                select name, cause from migration_job_tenant
                where job_id = ? and outcome = 'FAILED' order by ended_at, realm_id limit ?""",
                row -> new MigrationFailure(row.getString("name"), row.getString("cause")), jobId, max));
    }

    /**
     * Records a tenant's outcome, once, and stops the job if a failure exceeds the error budget or is a canary's.
     *
     * @return false if the job is over
     */
    boolean enter(ListedTenant tenant, Turn turn) {
        return registry.write(handle -> {
            // Locks the job's row, since two failures at once would not see each other.
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
