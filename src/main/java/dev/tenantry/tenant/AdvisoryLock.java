package dev.tenantry.tenant;

import dev.tenantry.db.Handle;

/**
 * A lock on one name, held until the transaction that took it ends: PostgreSQL itself releases it when a server dies,
 * and a pooler can't carry it over to another transaction.
 */
final class AdvisoryLock {

    private final String name;

    private AdvisoryLock(String name) {
        this.name = "tenantry:" + name;
    }

    /** For work on a schema as a whole: creating, migrating, dropping. */
    static AdvisoryLock of(SchemaName schema) {
        return new AdvisoryLock(schema.value());
    }

    /** Waits for the lock. */
    void take(Handle handle) {
        handle.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> null, name);
    }
}
