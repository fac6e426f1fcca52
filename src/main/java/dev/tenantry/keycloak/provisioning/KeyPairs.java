package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.job.JobThread;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes a few RSA key pairs in advance, in the background. Finding the primes takes more processor time than all other
 * work for a new realm. The pairs are in memory only, and each pair is used once. Thread-safe.
 */
final class KeyPairs {

    private static final Logger LOG = Logger.getLogger(KeyPairs.class);

    /**
     * The number of pairs to keep ready. Each new tenant uses two pairs. While eight tenants are provisioned, about 16
     * new pairs can be made.
     */
    static final int READY = 16;

    private final Supplier<KeyPair> maker;
    private final BlockingQueue<KeyPair> ready = new ArrayBlockingQueue<>(READY);
    private boolean filling;

    /** @param maker makes a new pair on each call; must be thread-safe */
    KeyPairs(Supplier<KeyPair> maker) {
        this.maker = maker;
    }

    /** Returns a prepared pair. If no pair is ready, makes a pair while the caller waits. */
    KeyPair take() {
        KeyPair pair = ready.poll();
        fill();
        return pair == null ? maker.get() : pair;
    }

    /**
     * Starts to make pairs after the pause, or at the first call of {@link #take} if that call comes earlier. During
     * the pause, a starting server can use the processors for other work.
     */
    void fillAfter(Duration pause) {
        Thread thread = JobThread.of("keys", () -> {
            try {
                Thread.sleep(pause.toMillis());
                fill();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
    }

    /** Starts to make the missing pairs in the background, unless a thread is making pairs already. */
    @SuppressWarnings("ThreadPriorityCheck") // the low priority is a hint that lets logins run first
    synchronized void fill() {
        if (filling || !isOneMissing()) {
            return;
        }
        Thread thread = JobThread.of("keys", this::fillUp);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private synchronized boolean isOneMissing() {
        filling = ready.remainingCapacity() > 0;
        return filling;
    }

    private void fillUp() {
        try {
            while (isOneMissing()) {
                ready.add(maker.get());
            }
        } catch (RuntimeException failure) {
            LOG.warn("Key pairs can't be made in advance; each is made when needed", failure);
            stop();
        }
    }

    private synchronized void stop() {
        filling = false;
    }

    int ready() {
        return ready.size();
    }
}
