package dev.tenantry.core.migration;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.ReadHandle;
import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import java.util.List;

/** The list of one job's tenants, and their outcomes. Thread-safe. */
final class TenantList {

    /**
     * The query for tenants with older schemas. It uses the index tenant_behind, so that it does not read the rows of
     * up-to-date tenants. There may be thousands of them.
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

    /** Returns the number of tenants with older schemas. */
    static int countBehind(ReadHandle handle, int version) {
        return handle.count("select count(*) from (%s) behind".formatted(BEHIND), version);
    }

    /** Returns up to max tenants with older schemas, chosen at random. */
    static List<ListedTenant> someBehind(ReadHandle handle, int version, int max) {
        return handle.query(BEHIND + " order by random() limit ?", LISTED, version, max);
    }

    /** Writes the list of tenants with older schemas. Canaries are marked with their order. */
    void write(Handle handle, int version, List<Tenant> canaries) {
        addBehind(handle, version);
        for (int i = 0; i < canaries.size(); i++) {
            handle.update("update migration_job_tenant set canary = ? where job_id = ? and realm_id = ?",
                    i, jobId, canaries.get(i).realmId());
        }
    }

    /**
     * Adds tenants with older schemas that are not listed yet. Such tenants can appear during a job, since a server
     * with the former release may still provision tenants.
     *
     * @return how many tenants were added
     */
    int addBehind(int version) {
        return registry.write(handle -> addBehind(handle, version));
    }

    private int addBehind(Handle handle, int version) {
        return handle.update("""
                insert into migration_job_tenant (job_id, realm_id, name)
                select ?, behind.* from (%s) behind on conflict do nothing""".formatted(BEHIND), jobId, version);
    }

    /** The canaries without an outcome, in the order in which they are to be migrated. */
    List<ListedTenant> openCanaries() {
        return registry.read(handle -> handle.query("""
                select realm_id, name from migration_job_tenant
                where job_id = ? and outcome is null and canary is not null order by canary""", LISTED, jobId));
    }

    /** A page of the tenants without an outcome, in the order of realm ids. */
    List<ListedTenant> open(String afterRealmId, int max) {
        return registry.read(handle -> handle.query("""
                select realm_id, name from migration_job_tenant
                where job_id = ? and realm_id > ? and outcome is null order by realm_id limit ?""",
                LISTED, jobId, afterRealmId, max));
    }

    /** The failures, oldest first. */
    List<MigrationFailure> failures(int max) {
        return registry.read(handle -> handle.query("""
                select name, cause from migration_job_tenant
                where job_id = ? and outcome = 'FAILED' order by ended_at, realm_id limit ?""",
                row -> new MigrationFailure(row.getString("name"), row.getString("cause")), jobId, max));
    }

    /**
     * Records a tenant's outcome, unless it is recorded already. Stops the job if the tenant failed and is a canary, or
     * if more tenants have failed than the error budget allows.
     *
     * @return false if the job has ended
     */
    boolean enter(ListedTenant tenant, Turn turn) {
        return registry.write(handle -> {
            // Locks the job's row: otherwise two transactions that record failures at once would each count only their
            // own failure.
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
