package dev.tenantry.core.tenant;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Handle;
import java.time.Duration;

/**
 * A lock on a name, which PostgreSQL holds until the transaction ends. If a server dies, PostgreSQL releases the
 * server's locks. Behind a pooler, the lock can't pass to another transaction.
 */
public final class AdvisoryLock {

    private static final String PREFIX = "tenantry:";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final String name;

    private AdvisoryLock(String name) {
        this.name = PREFIX + name;
    }

    /** The lock for work on a whole schema: creating, migrating, dropping. */
    public static AdvisoryLock of(SchemaName schema) {
        return new AdvisoryLock(schema.value());
    }

    /**
     * Waits for the lock. Afterwards the transaction has no lock timeout.
     *
     * @throws BusyException if the wait exceeds the timeout; the transaction has then failed
     */
    public void take(Handle handle, Duration timeout) {
        handle.setLockTimeout(timeout);
        try {
            take(handle);
        } catch (DatabaseUnavailableException failure) {
            if (!failure.isLockTimeout()) {
                throw failure;
            }
            throw new BusyException("Schema " + name.substring(PREFIX.length()) + " is being changed by another "
                    + "operation, perhaps on another server: try again", RETRY_AFTER);
        }
        handle.setLockTimeout(Duration.ZERO);
    }

    /**
     * The lock for the mark of a schema. A transaction that commits a write takes the lock in shared mode; a change of
     * the mark takes the lock in exclusive mode.
     */
    static AdvisoryLock ofWriters(SchemaName schema) {
        return new AdvisoryLock("writers:" + schema.value()); // no schema's name has a colon
    }

    /** The name of the lock, for PostgreSQL's functions. */
    String name() {
        return name;
    }

    /** Waits for the lock. */
    public void take(Handle handle) {
        handle.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> null, name);
    }
}
