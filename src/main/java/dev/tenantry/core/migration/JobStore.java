package dev.tenantry.core.migration;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.JobTable;
import dev.tenantry.core.tenant.RegistryTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads and writes migration jobs in the registry. All times come from the database's clock, since servers' clocks may
 * differ. Thread-safe.
 */
final class JobStore {

    private static final String JOBS = """
            select job.*, list.*, extract(epoch from coalesce(finished_at, now()) - attempt_at) as seconds
            from migration_job job, lateral (
              select count(*) as total,
                     count(*) filter (where outcome = 'MIGRATED') as migrated,
                     count(*) filter (where outcome = 'FAILED') as failed,
                     count(*) filter (where outcome = 'SKIPPED') as skipped,
                     count(*) filter (where ended_at >= attempt_at) as lately
              from migration_job_tenant where job_id = job.id) list
            """;

    private final RegistryTransactions registry;
    private final JobTable table;

    JobStore(RegistryTransactions registry) {
        this.registry = registry;
        this.table = new JobTable(
                registry, "migration job", "migration_job", "state = 'RUNNING'", "attempt + 1", "attempt_at = now()");
    }

    /**
     * Inserts a job with a lease for the server, and runs {@code andThen} in the same transaction.
     *
     * @param version the schema version to which the job migrates tenants
     * @param errorBudget the number of tenants that may fail; the job stops when more tenants have failed. Null for no
     *     limit
     * @param server the server that begins the job
     * @return the lease of the new job; empty if a job for this version is already running, so that nothing was
     *     inserted
     */
    Optional<JobLease> insert(
            String id, int version, Integer errorBudget, String server, Consumer<Handle> andThen) {
        return registry.write(handle -> {
            Optional<JobLease> lease = handle.first("""
                    insert into migration_job (id, version, state, error_budget, server) values (?, ?, 'RUNNING', ?, ?)
                    on conflict (version) where state = 'RUNNING' do nothing returning id, attempt""",
                    table.lease(), id, version, errorBudget, server);
            lease.ifPresent(entered -> andThen.accept(handle));
            return lease;
        });
    }

    Optional<MigrationJob> find(String id) {
        return query("where id = ?", id).stream().findFirst();
    }

    Optional<MigrationJob> running(int version) {
        return query("where state = 'RUNNING' and version = ?", version).stream().findFirst();
    }

    /** Returns a page of the jobs, the newest job first. */
    List<MigrationJob> list(int first, int max) {
        return query("order by started_at desc, id offset ? limit ?", first, max);
    }

    /**
     * Takes over a running job whose lease has expired or was released.
     *
     * @param version the schema version to which this server migrates tenants; only a job for this version is taken
     *     over
     * @param own the ids of the jobs that this server already works on; these jobs are not taken over
     * @return the new lease; empty if no job was taken over
     */
    Optional<JobLease> takeOver(int version, String server, Collection<String> own) {
        return table.takeExpired(server, own, "version = ?", version);
    }

    /**
     * Stops the running jobs whose version is older than the given version, and whose lease has expired or was
     * released.
     */
    void stopOlder(int version) {
        registry.write(handle -> handle.update("""
                update migration_job set state = 'STOPPED', stop_reason = 'NEWER_SERVER', finished_at = now()
                where state = 'RUNNING' and version < ? and\s""" + JobLease.EXPIRED, version));
    }

    /** Marks the job as done. Does nothing if the lease is lost. */
    void finish(JobLease lease) {
        lease.update("state = 'DONE', finished_at = now()");
    }

    /** Marks a job as stopped, and stores the reason. Does nothing if the job has already ended. */
    void stop(String id, StopReason reason) {
        registry.write(handle -> handle.update("""
                update migration_job set state = 'STOPPED', stop_reason = ?, finished_at = now()
                where id = ? and state = 'RUNNING'""", reason.name(), id));
    }

    private List<MigrationJob> query(String condition, Object... parameters) {
        return registry.read(handle -> handle.query(JOBS + condition, JobStore::job, parameters));
    }

    private static MigrationJob job(ResultSet row) throws SQLException {
        String reason = row.getString("stop_reason");
        return new MigrationJob(
                row.getString("id"),
                row.getInt("version"),
                MigrationJob.State.valueOf(row.getString("state")),
                reason == null ? null : StopReason.valueOf(reason),
                row.getObject("error_budget", Integer.class),
                progress(row),
                row.getString("server"),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")));
    }

    private static MigrationProgress progress(ResultSet row) throws SQLException {
        double seconds = row.getDouble("seconds");
        return new MigrationProgress(
                row.getInt("total"),
                row.getInt("migrated"),
                row.getInt("failed"),
                row.getInt("skipped"),
                seconds > 0 ? row.getInt("lately") / seconds : 0);
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
