package dev.tenantry.realm;

import dev.tenantry.job.JobThread;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A few key pairs made in the background before anybody needs them: to find the primes of one takes longer than all
 * else that a new realm needs of a processor. They are in memory and nowhere else, and nobody gets one that another has
 * got. Thread-safe.
 */
final class KeyPairs {

    private static final Logger LOG = Logger.getLogger(KeyPairs.class);

    /** For eight tenants at once; made anew in the time that provisioning them takes. */
    static final int READY = 16;

    private final Supplier<KeyPair> maker;
    private final BlockingQueue<KeyPair> ready = new ArrayBlockingQueue<>(READY);
    private boolean filling;

    /** @param maker thread-safe; makes another one each time */
    KeyPairs(Supplier<KeyPair> maker) {
        this.maker = maker;
    }

    /** One that is ready, or else one that is made while the caller waits. */
    KeyPair take() {
        KeyPair pair = ready.poll();
        fill();
        return pair == null ? maker.get() : pair;
    }

    /**
     * Fills up in a while, or once somebody takes one: a server that starts needs its processors for that.
     *
     * @param pause how long
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

    /** Begins to make as many as are missing, behind everybody's back, unless that is under way. */
    @SuppressWarnings("ThreadPriorityCheck") // a courtesy to logins, not something that anything counts on
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
            LOG.warn("No key pairs are made in advance; those that are needed are made then", failure);
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
