package dev.tenantry.core.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Sends a heartbeat of a job's server every other second, however long one step takes, and learns whether the server
 * still has the job.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    /**
     * Time without a heartbeat after which another server may take over: several beats, so that a pause of the JVM or a
     * slow database does not cost the lease. If the former server still runs, two servers work on one job for a while,
     * which must do no harm.
     */
    public static final Duration LEASE_TIMEOUT = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> JobThread.of("heartbeat", work));

    /**
     * @param job for the log
     * @param beat records a heartbeat; false if the job has ended, or if another server has taken it over
     * @param onEnd called when {@code beat} returns false
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a beat does not fail
    public Heartbeat(String job, BooleanSupplier beat, Runnable onEnd) {
        timer.scheduleWithFixedDelay(
                () -> beat(job, beat, onEnd), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void beat(String job, BooleanSupplier beat, Runnable onEnd) {
        try {
            if (!beat.getAsBoolean()) {
                onEnd.run();
            }
        } catch (RuntimeException failure) {
            // The next beat may succeed; if not, another server takes over.
            LOG.warnf("A heartbeat of %s was lost: %s", job, failure.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
