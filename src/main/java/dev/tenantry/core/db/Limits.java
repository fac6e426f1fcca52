package dev.tenantry.core.db;

import java.time.Duration;

/**
 * The limits for a request's work in the database. Of these limits, only {@code tenantConnections} applies to long work
 * (a migration, a bundle, an adoption, a comparison of schemas). Long work that may block requests sets {@link
 * #lockTimeout} itself.
 *
 * @param statement the time after which PostgreSQL cancels a statement
 * @param lock the time after which PostgreSQL cancels a statement that waits for a lock; less than 3 s, because
 *     Keycloak interrupts calls to a user store after 3 s
 * @param tenantConnections how many connections one tenant can use at a time
 */
public record Limits(Duration statement, Duration lock, int tenantConnections) {

    /**
     * The difference between the socket timeout and PostgreSQL's shorter limit for a statement. PostgreSQL cancels slow
     * statements first, and the socket timeout ends a wait only if the database server is lost.
     */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final String STATEMENT_TIMEOUT = "statement_timeout";
    static final String LOCK_TIMEOUT = "lock_timeout";

    /**
     * Returns the default limits. One tenant can use half of the connections of its stripe, but always at least two. A
     * pool that is not divided is a single stripe.
     */
    public static Limits usual(int stripeSize) {
        return new Limits(Duration.ofSeconds(10), Duration.ofSeconds(2), Math.max(2, stripeSize / 2));
    }

    /**
     * Returns the scope with the limits of a request. The limits are sent with the scope's other settings, and apply
     * until the transaction ends.
     */
    Scope onRequest(Scope scope) {
        return scope.with(STATEMENT_TIMEOUT, milliseconds(statement)).with(LOCK_TIMEOUT, milliseconds(lock));
    }

    /** Returns the scope without time limits, for long work. Default limits of the database do not apply either. */
    static Scope onLongWork(Scope scope) {
        return scope.with(STATEMENT_TIMEOUT, "0").with(LOCK_TIMEOUT, "0");
    }

    /**
     * Returns the scope with the limits of a removal: no statement timeout, and the lock timeout of a request. If a
     * table stays locked, the removal of the table's tenant fails after this timeout. Without the timeout, the removal
     * would keep its connection and delay the removals of other tenants.
     */
    Scope onRemoval(Scope scope) {
        return scope.with(STATEMENT_TIMEOUT, "0").with(LOCK_TIMEOUT, milliseconds(lock));
    }

    /**
     * Returns the scope with the limits of an inspection: no statement timeout, and {@link #lockTimeout} as the lock
     * timeout.
     */
    Scope onInspection(Scope scope) {
        return scope.with(STATEMENT_TIMEOUT, "0").with(LOCK_TIMEOUT, milliseconds(lockTimeout()));
    }

    /** Half of a request's lock timeout, see {@link Database#lockTimeout}. */
    Duration lockTimeout() {
        return Duration.ofMillis(Math.max(1, lock.toMillis() / 2)); // 0 would mean no limit
    }

    /** How long the driver waits for data from the server, in a request. */
    int socketTimeoutSeconds() {
        return (int) statement.plus(GRACE).toSeconds();
    }

    private static String milliseconds(Duration time) {
        return String.valueOf(Math.max(1, time.toMillis())); // 0 would mean no limit
    }
}
