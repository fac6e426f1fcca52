package dev.tenantry.core.job;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.tenant.JobClaim;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The right of one server to work on a job: one attempt of the job. The lease ends if the server releases it, if the
 * job ends, or if another server takes the lease. Another server takes it if the server renews it no more, and then has
 * a higher attempt. Thread-safe.
 */
public final class JobLease implements JobClaim {

    /**
     * The time without a heartbeat after which another server may take the lease. It is several heartbeats long, so
     * that a server does not lose its lease because of a pause of the JVM or a slow database. If the former server is
     * still alive, two servers work on the job for a while; jobs must be written so that this does no harm.
     */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** SQL that is true for rows of a {@link JobTable} whose lease has expired, or is released. */
    public static final String EXPIRED =
            "heartbeat_at < now() - interval '%d seconds'".formatted(TIMEOUT.toSeconds());

    private static final Logger LOG = Logger.getLogger(JobLease.class);

    private final JobTable table;
    private final String jobId;
    private final long attempt;

    JobLease(JobTable table, String jobId, long attempt) {
        this.table = table;
        this.jobId = jobId;
        this.attempt = attempt;
    }

    public String jobId() {
        return jobId;
    }

    @Override
    public long attempt() {
        return attempt;
    }

    /** @return false if the lease is lost */
    public boolean renew() {
        return update("heartbeat_at = now()");
    }

    /**
     * Releases the lease, so that any server can take it at once. Does nothing if the lease is lost. If the database is
     * unavailable, logs this: the lease then expires.
     */
    public void release() {
        try {
            table.release(this);
        } catch (DatabaseException outage) {
            LOG.warnf("The lease of %s was not released; other servers wait until it expires: %s",
                    this, outage.getMessage());
        }
    }

    /**
     * Changes the job's row, unless the lease is lost.
     *
     * @param assignments SQL
     * @return false if the lease is lost; nothing was changed
     */
    public boolean update(String assignments, Object... parameters) {
        return updateIf("true", assignments, parameters);
    }

    /**
     * Changes the job's row, if the lease is not lost and the row meets the condition.
     *
     * @param condition SQL without parameters
     * @param assignments SQL
     * @return false if nothing was changed
     */
    public boolean updateIf(String condition, String assignments, Object... parameters) {
        return table.update(this, assignments, condition, parameters);
    }

    /** @throws LostLeaseException if the lease is lost */
    @Override
    public void require(Handle registry) {
        if (!table.isHeld(registry, this)) {
            throw new LostLeaseException();
        }
    }

    /** The job, for the log. */
    @Override
    public String toString() {
        return table.noun() + " " + jobId;
    }
}
