package dev.tenantry.tenant;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Provisions a few tenants at a time on this server; the others wait in the order in which they came, before they take a
 * connection of Keycloak's or of ours, a lock, or a name. Thread-safe.
 */
public final class ProvisioningQueue {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Semaphore places;
    private final int maxSignUps;
    private final Duration timeout;
    private final AtomicInteger signUps = new AtomicInteger();

    /**
     * @param places how many are provisioned at once
     * @param maxSignUps how many sign-ups may wait
     */
    public ProvisioningQueue(int places, int maxSignUps) {
        this(places, maxSignUps, TIMEOUT);
    }

    ProvisioningQueue(int places, int maxSignUps, Duration timeout) {
        this.places = new Semaphore(places, true);
        this.maxSignUps = maxSignUps;
        this.timeout = timeout;
    }

    /**
     * Runs the work of an operator when it is its turn.
     *
     * @throws BusyException if that does not come within a minute
     */
    public <T> T admit(Supplier<T> work) {
        try {
            if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /**
     * The same for a sign-up. Strangers can't make operators wait for more than so many of theirs.
     *
     * @throws BusyException also if as many sign-ups wait as may
     */
    public <T> T admitSignUp(Supplier<T> work) {
        if (signUps.incrementAndGet() > maxSignUps + places.availablePermits()) {
            signUps.decrementAndGet();
            throw busy();
        }
        AtomicInteger waits = new AtomicInteger(1); // until its turn has come, or never
        try {
            return admit(() -> {
                signUps.addAndGet(-waits.getAndSet(0));
                return work.get();
            });
        } finally {
            signUps.addAndGet(-waits.get());
        }
    }

    private static BusyException busy() {
        return new BusyException("Too many tenants are being provisioned: try again later", RETRY_AFTER);
    }
}
