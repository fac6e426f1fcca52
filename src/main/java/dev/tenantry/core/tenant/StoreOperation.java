package dev.tenantry.core.tenant;

import java.util.Locale;

/** The kinds of calls that are needed for work on a tenant's tables. */
public enum StoreOperation {
    /**
     * A query of the registry for a tenant that this server has not cached. The time includes the wait for a
     * connection.
     */
    LOOKUP,
    /** One or more queries. The time includes the wait for a connection, if no transaction is running. */
    READ,
    WRITE,
    /** Begins a transaction. The time includes the wait for a connection. */
    BEGIN,
    COMMIT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
