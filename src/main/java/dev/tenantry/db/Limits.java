package dev.tenantry.db;

import java.time.Duration;

/**
 * What a request may take of the database. Work that is known to be long has no limits but the last: a migration, a
 * bundle, an adoption, a comparison of schemas.
 *
 * @param statement after this time PostgreSQL gives a statement up
 * @param lock after this time it gives up a statement that waits for a lock; below the 3 s after which Keycloak
 *     interrupts calls to a user store
 * @param tenantConnections how many connections one tenant may have at one time
 */
public record Limits(Duration statement, Duration lock, int tenantConnections) {

    /** Beyond the time that PostgreSQL keeps by itself, so that only a server that is gone is met by it. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final String STATEMENT_TIMEOUT = "statement_timeout";
    static final String LOCK_TIMEOUT = "lock_timeout";

    /** The defaults: one tenant has half of the connections of its stripe, which is the pool if there is one stripe. */
    public static Limits usual(int stripeSize) {
        return new Limits(Duration.ofSeconds(10), Duration.ofSeconds(2), Math.max(2, stripeSize / 2));
    }

    /** The scope of a request: the limits travel with its other settings, and end with its transaction. */
    Scope onRequest(Scope scope) {
        return scope.with(STATEMENT_TIMEOUT, milliseconds(statement)).with(LOCK_TIMEOUT, milliseconds(lock));
    }

    /** The scope of long work: without limits, also where the database has some for whoever sets none. */
    static Scope onLongWork(Scope scope) {
        return scope.with(STATEMENT_TIMEOUT, "0").with(LOCK_TIMEOUT, "0");
    }

    /** The scope of a removal: a lock on a table delays the removal of that tenant alone. */
    Scope onRemoval(Scope scope) {
        return scope.with(STATEMENT_TIMEOUT, "0").with(LOCK_TIMEOUT, milliseconds(lock));
    }

    /** How long work without limits waits for a lock where requests queue up behind it. */
    Duration lockTimeout() {
        return Duration.ofMillis(Math.max(1, lock.toMillis() / 2)); // 0 would be no limit
    }

    /** How long a request may hear nothing from the server. */
    int socketTimeoutSeconds() {
        return (int) statement.plus(GRACE).toSeconds();
    }

    private static String milliseconds(Duration time) {
        return String.valueOf(Math.max(1, time.toMillis())); // 0 would be no limit
    }
}
