package dev.tenantry.core.tenant;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Handle;
import java.time.Duration;

/**
 * A PostgreSQL advisory lock on a name. A transaction that takes the lock holds it until the transaction ends. If a
 * Keycloak server dies, PostgreSQL ends the server's transactions and thus releases their locks. The lock also works
 * behind a pooler, because it belongs to a transaction and not to a session.
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
     * The lock that protects the mark of a schema (see {@link SchemaMark}). A write takes the lock in shared mode just
     * before its commit. A change of the mark takes the lock in exclusive mode, and so waits for these commits.
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
