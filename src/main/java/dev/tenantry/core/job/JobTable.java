package dev.tenantry.core.job;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.RowMapper;
import dev.tenantry.core.tenant.RegistryTransactions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of jobs in the registry. One server at a time works on a job, under a {@link JobLease}. The columns {@code
 * id}, {@code server}, {@code attempt} and {@code heartbeat_at} of the job's row store the lease. All times come from
 * the database's clock, since servers' clocks may differ. Thread-safe.
 */
public final class JobTable {

    private final RegistryTransactions registry;
    private final String noun;
    private final String name;
    private final String leased;
    private final String nextAttempt;
    private final String onTake;

    /**
     * @param noun the word for a job of this table in log messages, such as {@code migration job}
     * @param name the table's name
     * @param leased an SQL condition for the rows of unfinished jobs, such as {@code state = 'RUNNING'}. A lease of any
     *     other job counts as lost
     * @param nextAttempt an SQL expression for the number of a job's next attempt. The number must be higher than the
     *     number of the job's last attempt
     * @param onTake SQL assignments to further columns of the job's row, executed when a server takes the lease; "" for
     *     no assignments
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

    /**
     * Returns a mapper that reads the current lease of a job from the columns {@code id} and {@code attempt} of the
     * job's row.
     */
    public RowMapper<JobLease> lease() {
        return row -> new JobLease(this, row.getString("id"), row.getLong("attempt"));
    }

    /**
     * Takes the lease of the job that the condition selects. If another server has the lease, that server loses it.
     *
     * @param condition an SQL condition that at most one row meets
     * @return the new lease; empty if no row meets the condition
     */
    public Optional<JobLease> take(String server, String condition, Object... parameters) {
        Object[] all = Stream.concat(Stream.of(server), Arrays.stream(parameters)).toArray();
        return registry.write(handle -> handle.first("""
                update %s set server = ?, attempt = %s, heartbeat_at = now()%s where %s returning id, attempt"""
                .formatted(name, nextAttempt, onTake.isEmpty() ? "" : ", " + onTake, condition), lease(), all));
    }

    /**
     * Takes the lease of an unfinished job whose lease has expired or was released. If several servers call this method
     * at once, at most one server gets the lease of a job.
     *
     * @param own the ids of the jobs that this server already works on; this method does not take their leases
     * @param condition an SQL condition for the jobs that this server is able to work on
     * @return the new lease; empty if this method has taken no lease
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
