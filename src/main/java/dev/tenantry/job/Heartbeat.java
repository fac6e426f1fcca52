package dev.tenantry.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Says every other second that a job's server lives, however long one step takes, and hears whether it may go on. */
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
     * @param beat enters a sign of life; false where the job has ended, or is another server's by now
     * @param onEnd called then
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
            // The next beat may come through; if not, another server takes over.
            LOG.warnf("A heartbeat of %s was lost: %s", job, failure.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
