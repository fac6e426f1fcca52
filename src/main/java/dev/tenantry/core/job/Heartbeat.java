package dev.tenantry.core.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Renews the lease of a job every two seconds, on a thread of its own. So the lease does not expire while the job
 * executes a long step. Each renewal also checks that this server still has the lease.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> JobThread.of("heartbeat", work));

    /** @param onLost called by each heartbeat that finds that this server has lost the lease */
    @SuppressWarnings("FutureReturnValueIgnored") // the scheduled work catches its exceptions
    public Heartbeat(JobLease lease, Runnable onLost) {
        timer.scheduleWithFixedDelay(
                () -> beat(lease, onLost), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void beat(JobLease lease, Runnable onLost) {
        try {
            if (!lease.renew()) {
                onLost.run();
            }
        } catch (RuntimeException failure) {
            // The next heartbeat may succeed. If all heartbeats fail until the lease times out, another server takes
            // the job over.
            LOG.warnf("A heartbeat of %s was lost: %s", lease, failure.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
