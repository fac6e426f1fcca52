package dev.tenantry.core.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the connections that one tenant uses at a time, so that no tenant takes the whole pool. A request beyond the
 * limit waits until another request of the same tenant returns its connection. If a thread already uses a connection of
 * the tenant, it gets further connections without waiting, to avoid self-deadlock. Provisioning and removal each have a
 * limit of their own. Keeps no state for a tenant that uses no connection. Thread-safe.
 */
final class TenantBulkhead {

    /**
     * The maximum time that a provisioning or a removal waits for a connection. No provisioning or removal takes that
     * long.
     */
    private static final Duration WORK_TIMEOUT = Duration.ofMinutes(1);

    private final int tenantSize;
    private final int workSize;
    /**
     * Each key is either a realm's id (a String) or a {@link Work}. A kind of work is not represented by a String,
     * since a realm's id can be any text.
     */
    private final Map<Object, Share> shares = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param tenantSize the number of connections that each tenant can use
     * @param workSize the number of connections that all provisionings together can use; all removals together have a
     *     separate share of the same size
     */
    TenantBulkhead(int tenantSize, int workSize) {
        this.tenantSize = tenantSize;
        this.workSize = workSize;
    }

    /**
     * Waits until the owner may use one more connection. Waits without a limit if the timeout is null.
     *
     * @param owner the id of the tenant's realm; null for work without an owner; such work has no limit
     * @return a function that ends this use of a connection; the caller must run the function once
     * @throws SQLException if the wait exceeds the timeout, or if the thread is interrupted. The exception has the type
     *     that HikariCP throws if no connection becomes free in time
     */
    Runnable take(String owner, Duration timeout) throws SQLException {
        return owner == null ? () -> {} : take(owner, tenantSize, timeout);
    }

    /**
     * Waits until work of this kind may use one more connection. All work of one kind has one common limit.
     *
     * @return a function that ends this use of a connection; the caller must run the function once
     * @throws SQLException if the wait exceeds one minute, or if the thread is interrupted. The exception has the type
     *     that HikariCP throws if no connection becomes free in time
     */
    Runnable take(Work work) throws SQLException {
        return take(work, workSize, WORK_TIMEOUT);
    }

    private Runnable take(Object owner, int size, Duration timeout) throws SQLException {
        Thread thread = Thread.currentThread();
        Share share = shares.compute(owner, (name, known) -> (known == null ? new Share(size) : known).entered());
        boolean isNested = share.connections.merge(thread, 1, Integer::sum) > 1;
        if (!isNested && !share.waitFor(timeout)) {
            leave(owner, share, thread);
            refused.incrementAndGet();
            throw new SQLTransientConnectionException("All " + size + " connections of the share are in use");
        }
        return () -> {
            if (!isNested) {
                share.free.release();
            }
            leave(owner, share, thread);
        };
    }

    private void leave(Object owner, Share share, Thread thread) {
        share.connections.computeIfPresent(thread, (taker, count) -> count == 1 ? null : count - 1);
        shares.computeIfPresent(owner, (name, known) -> known.left() ? null : known);
    }

    int workSize() {
        return workSize;
    }

    /** How often a caller got no connection because all connections of its share were in use. */
    long refused() {
        return refused.get();
    }

    /**
     * The connections that one tenant, or one kind of work, may use at a time. {@code inside} counts the calls of
     * {@code take} that wait for a connection or whose use of a connection has not ended. This number changes only
     * within {@code compute} calls on the map of shares, because these calls lock the share's entry.
     */
    private static final class Share {

        private final Semaphore free;
        private final Map<Thread, Integer> connections = new ConcurrentHashMap<>();
        private int inside;

        Share(int size) {
            free = new Semaphore(size, true);
        }

        Share entered() {
            inside++;
            return this;
        }

        /** @return true if no thread uses or waits for a connection of the share any more */
        boolean left() {
            return --inside == 0;
        }

        boolean waitFor(Duration timeout) {
            // Tries without a timeout first, because tryAcquire with a timeout throws in an interrupted thread even if
            // a connection is available.
            if (!free.hasQueuedThreads() && free.tryAcquire()) {
                return true;
            }
            try {
                if (timeout != null) {
                    return free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
                }
                free.acquire();
                return true;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
