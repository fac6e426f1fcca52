package dev.tenantry.core.job;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.RegistryTransactions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of jobs in the registry. One server at a time works on a job, under a {@link JobLease} in the job's row: the
 * columns {@code id}, {@code server}, {@code attempt} and {@code heartbeat_at}. All times come from the database's
 * clock, since servers' clocks may differ. Thread-safe.
 */
public final class JobTable {

    private final RegistryTransactions registry;
    private final String noun;
    private final String name;
    private final String leased;
    private final String nextAttempt;
    private final String onTake;

    /**
     * @param noun a job of the table, for the log, such as {@code migration job}
     * @param name the table's name
     * @param leased SQL that is true for the rows of jobs that are to be worked on; no other job has a lease
     * @param nextAttempt SQL for the number of a job's next attempt, which must be higher than the number of its last
     *     attempt
     * @param onTake SQL of more assignments to columns of a job whose lease is taken; empty for none
     */
    public JobTable(
            RegistryTransactions registry, String noun, String name, String leased, String nextAttempt, String onTake) {
        this.registry = registry;
        this.noun = noun;
        this.name = name;
        this.leased = leased;
        this.nextAttempt = nextAttempt;
        this.onTake = onTake;
    }

    /** Reads the lease of a row's present attempt, from its columns {@code id} and {@code attempt}. */
    public RowMapper<JobLease> lease() {
        return row -> new JobLease(this, row.getString("id"), row.getLong("attempt"));
    }

    /**
     * Takes the lease of the job that the condition selects, even if another server has the lease. The other server
     * loses it.
     *
     * @param condition SQL that selects one row at most
     * @return empty if the condition selects no row
     */
    public Optional<JobLease> take(String server, String condition, Object... parameters) {
        Object[] all = Stream.concat(Stream.of(server), Arrays.stream(parameters)).toArray();
        return registry.write(handle -> handle.first("""
                update %s set server = ?, attempt = %s, heartbeat_at = now()%s where %s returning id, attempt"""
                .formatted(name, nextAttempt, onTake.isEmpty() ? "" : ", " + onTake, condition), lease(), all));
    }

    /**
     * Takes the lease of a job whose lease has expired, if there is such a job. If several servers try, only one gets
     * the lease.
     *
     * @param own ids of the jobs that this server works on; their leases are not taken
     * @param condition SQL that selects the jobs that this server can work on
     */
    public Optional<JobLease> takeExpired(
            String server, Collection<String> own, String condition, Object... parameters) {
        Object[] all = Stream.concat(
                Stream.<Object>of((Object) own.toArray(String[]::new)), Arrays.stream(parameters)).toArray();
        return take(server, """
                id = (select id from %s where %s and %s and id <> all (?) and %s
                      order by heartbeat_at limit 1 for update skip locked)"""
                .formatted(name, leased, JobLease.EXPIRED, condition), all);
    }

    boolean update(JobLease lease, String assignments, String condition, Object... parameters) {
        Object[] all = Stream.concat(
                Arrays.stream(parameters), Stream.of(lease.jobId(), lease.attempt())).toArray();
        return 1 == registry.write(handle -> handle.update(
                "update %s set %s where id = ? and attempt = ? and %s and %s"
                        .formatted(name, assignments, leased, condition), all));
    }

    boolean release(JobLease lease) {
        return update(lease, "heartbeat_at = '-infinity', attempt = " + nextAttempt, "true");
    }

    boolean isHeld(Handle registryHandle, JobLease lease) {
        return registryHandle.first(
                "select from %s where id = ? and attempt = ? and %s for share".formatted(name, leased),
                row -> true, lease.jobId(), lease.attempt()).isPresent();
    }

    String noun() {
        return noun;
    }
}
