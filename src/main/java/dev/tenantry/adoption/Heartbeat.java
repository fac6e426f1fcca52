package dev.tenantry.adoption;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Says every other second that a job's server lives, and hears whether it may go on. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** After which a server is taken for dead: several beats, so that a pause of its JVM does not look like death. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Heartbeat::thread);

    /** @param onEnd called where the job has ended, or is another server's by now */
    Heartbeat(AdoptionStore store, Claim claim, Runnable onEnd) {
        timer.scheduleWithFixedDelay(
                () -> beat(store, claim, onEnd), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void beat(AdoptionStore store, Claim claim, Runnable onEnd) {
        try {
            if (!store.beat(claim)) {
                onEnd.run();
            }
        } catch (RuntimeException failure) {
            // The next beat may come through; if not, another server takes over.
            LOG.warnf("A heartbeat of adoption %s was lost: %s", claim.adoptionId(), failure.getMessage());
        }
    }

    /** One that never keeps a server from ending. */
    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tenantry-adopt");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
