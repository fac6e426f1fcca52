package dev.tenantry.migration;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Says every other second that a job's server lives, however long one tenant takes, and hears whether it may go on. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    /**
     * After which a server is taken for dead: several beats, so that a pause of its JVM or a slow database does not look
     * like death. Should it live after all, two servers work on one job for a while, which does no harm.
     */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Workers::thread);

    /** @param onEnd called where the job has ended, or is another server's by now */
    Heartbeat(JobStore jobs, Claim claim, Runnable onEnd) {
        timer.scheduleWithFixedDelay(
                () -> beat(jobs, claim, onEnd), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void beat(JobStore jobs, Claim claim, Runnable onEnd) {
        try {
            if (!jobs.beat(claim)) {
                onEnd.run();
            }
        } catch (RuntimeException failure) {
            // The next beat may come through; if not, another server takes over.
            LOG.warnf(failure, "A heartbeat of migration job %s was lost", claim.jobId());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
