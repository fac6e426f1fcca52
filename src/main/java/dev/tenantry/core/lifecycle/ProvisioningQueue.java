package dev.tenantry.core.lifecycle;

import dev.tenantry.core.tenant.BusyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Limits how many tenants this server provisions at the same time. Further requests wait in the order of their arrival.
 * A waiting request has no database connection, holds no lock, and has not registered its tenant's name yet.
 * Thread-safe.
 */
public final class ProvisioningQueue {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Semaphore places;
    private final int maxSignUps;
    private final Duration timeout;
    private final AtomicInteger signUps = new AtomicInteger();

    /**
     * @param places the maximum number of tenants that this server provisions at the same time
     * @param maxSignUps the maximum number of sign-ups that wait at the same time
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
     * Waits in the queue, then runs the provisioning of an operator's request.
     *
     * @throws BusyException if the wait exceeds one minute
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
     * Waits in the queue, then runs the provisioning of a sign-up. At most {@code maxSignUps} sign-ups wait at the same
     * time. So an operator's request never waits behind more than {@code maxSignUps} sign-ups.
     *
     * @throws BusyException if the wait exceeds one minute, or if too many sign-ups wait
     */
    public <T> T admitSignUp(Supplier<T> work) {
        if (signUps.incrementAndGet() > maxSignUps + places.availablePermits()) {
            signUps.decrementAndGet();
            throw busy();
        }
        AtomicInteger waits = new AtomicInteger(1); // 1 while the sign-up waits, 0 after it has left the queue
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
