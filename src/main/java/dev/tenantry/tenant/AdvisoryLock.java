package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseUnavailableException;
import dev.tenantry.db.Handle;
import java.time.Duration;

/**
 * A lock on one name, held until the transaction that took it ends: PostgreSQL itself releases it when a server dies,
 * and a pooler can't carry it over to another transaction.
 */
final class AdvisoryLock {

    private static final String PREFIX = "tenantry:";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final String name;

    private AdvisoryLock(String name) {
        this.name = PREFIX + name;
    }

    /** For work on a schema as a whole: creating, migrating, dropping. */
    static AdvisoryLock of(SchemaName schema) {
        return new AdvisoryLock(schema.value());
    }

    /**
     * Waits for the lock, and leaves the transaction without a limit for locks.
     *
     * @throws BusyException if it is not free in time; the transaction has failed then
     */
    void take(Handle handle, Duration timeout) {
        handle.setLockTimeout(timeout);
        try {
            take(handle);
        } catch (DatabaseUnavailableException failure) {
            if (!failure.isLockTimeout()) {
                throw failure;
            }
            throw new BusyException("Schema " + name.substring(PREFIX.length()) + " is being changed by another "
                    + "operation, perhaps of another server: try again", RETRY_AFTER);
        }
        handle.setLockTimeout(Duration.ZERO);
    }

    /** For the mark of a schema: shared by transactions that commit a write, held alone to change the mark. */
    static AdvisoryLock ofWriters(SchemaName schema) {
        return new AdvisoryLock("writers:" + schema.value()); // no schema's name holds a colon
    }

    /** As PostgreSQL's functions get it. */
    String name() {
        return name;
    }

    /** Waits for the lock. */
    void take(Handle handle) {
        handle.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> null, name);
    }
}
