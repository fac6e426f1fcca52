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
 * limit waits until another request of the same tenant returns its connection. Re-entrant per thread, to avoid
 * self-deadlock. Provisioning and removal each have a limit of their own. Keeps no state for a tenant that uses no
 * connection. Thread-safe.
 */
final class TenantBulkhead {

    /**
     * How long provisioning and removal wait for a connection of their share: longer than the longest provisioning or
     * removal.
     */
    private static final Duration WORK_TIMEOUT = Duration.ofMinutes(1);

    private final int tenantSize;
    private final int workSize;
    /** By a realm's id or a kind of work. A realm may have any text as its id, also the name of a kind of work. */
    private final Map<Object, Share> shares = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param tenantSize the number of connections that each tenant can use
     * @param workSize the number of connections that all provisionings together can use; all removals together can use
     *     the same number
     */
    TenantBulkhead(int tenantSize, int workSize) {
        this.tenantSize = tenantSize;
        this.workSize = workSize;
    }

    /**
     * Waits until the owner may use one more connection. Waits without a limit if the timeout is null.
     *
     * @param owner the owner of the share; null for work without an owner, which has no limit
     * @return ends the use of the connection in the share; must be run once
     * @throws SQLException if the wait exceeds the timeout, as a pool throws it
     */
    Runnable take(String owner, Duration timeout) throws SQLException {
        return owner == null ? () -> {} : take(owner, tenantSize, timeout);
    }

    /**
     * Waits until all work of this kind together may use one more connection.
     *
     * @return ends the use of the connection in the share; must be run once
     * @throws SQLException if the wait exceeds one minute, as a pool throws it
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

    /** How often a request got no connection of its share in time. */
    long refused() {
        return refused.get();
    }

    /**
     * The share of one tenant, or of one kind of work. {@code inside} is changed only inside a compute method of the
     * map of shares, which locks the share's entry.
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

        /** @return true if no thread uses the share or waits for it any more */
        boolean left() {
            return --inside == 0;
        }

        boolean waitFor(Duration timeout) {
            // Tries without a timeout first: the call with a timeout refuses an interrupted thread even if a connection
            // is available.
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
