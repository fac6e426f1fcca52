package dev.tenantry.core.job;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.tenant.JobClaim;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The right of one server to work on a job. Each lease has an attempt number, and each new lease of a job has a higher
 * attempt number than all earlier leases of this job. The lease ends if the server releases it, if the job ends, or if
 * another server takes the job over. Another server can take the job over if the first server has stopped renewing its
 * lease. Thread-safe.
 */
public final class JobLease implements JobClaim {

    /**
     * The time without a heartbeat after which another server may take the lease. The timeout is longer than several
     * intervals between heartbeats, so that a short pause of the JVM or a slow database does not cost a server its
     * lease. If a running server loses its lease, two servers work on the job for a while. Every job must tolerate two
     * servers.
     */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * An SQL condition for the rows of a {@link JobTable}: true if the lease of the job has expired or was released.
     */
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
     * Releases the lease, so that any server can take the job over at once. Does nothing if the lease is lost. If the
     * database is unavailable, logs a warning; other servers can then take the job over only after {@link #TIMEOUT}.
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
     * @param assignments the part of an SQL update after {@code set}
     * @return false if the lease is lost, so that nothing was changed
     */
    public boolean update(String assignments, Object... parameters) {
        return updateIf("true", assignments, parameters);
    }

    /**
     * Changes the job's row if the lease is not lost and the row meets the condition.
     *
     * @param condition an SQL condition without parameters
     * @param assignments the part of an SQL update after {@code set}
     * @return false if the lease is lost or the condition is not met, so that nothing was changed
     */
    public boolean updateIf(String condition, String assignments, Object... parameters) {
        return table.update(this, assignments, condition, parameters);
    }

    /**
     * Checks that the lease is not lost, and prevents a loss of the lease until the transaction ends.
     *
     * @throws LostLeaseException if the lease is lost
     */
    @Override
    public void require(Handle registry) {
        if (!table.isHeld(registry, this)) {
            throw new LostLeaseException();
        }
    }

    /** Names the job in log messages. */
    @Override
    public String toString() {
        return table.noun() + " " + jobId;
    }
}
