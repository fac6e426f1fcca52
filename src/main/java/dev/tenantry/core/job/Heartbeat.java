package dev.tenantry.core.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Records a heartbeat for a job every two seconds, however long a step of the job takes. Learns from each heartbeat
 * whether this server still has the job.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    /**
     * The time without a heartbeat after which another server may take the job over. It is several heartbeats long, so
     * that a server does not lose the job because of a pause of the JVM or a slow database. If the former server is
     * still alive, two servers work on the job for a while; jobs must be written so that this does no harm.
     */
    public static final Duration LEASE_TIMEOUT = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> JobThread.of("heartbeat", work));

    /**
     * @param job the job's name, for the log
     * @param beat records a heartbeat; returns false if the job has ended, or if another server has taken the job over
     * @param onEnd called when {@code beat} returns false
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the scheduled work catches its exceptions
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
            // The next heartbeat may succeed. If all fail until the lease timeout, another server takes the job over.
            LOG.warnf("A heartbeat of %s was lost: %s", job, failure.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
