package dev.tenantry.core.tenant;

import java.util.Locale;

/** The kinds of database calls whose times are measured. */
public enum StoreOperation {
    /**
     * A query of the registry for a tenant that this server has not cached. The measured time includes the wait for a
     * connection.
     */
    LOOKUP,
    /**
     * One or more queries. The measured time includes the wait for a connection, unless the queries run on a connection
     * that the transaction already has.
     */
    READ,
    WRITE,
    /**
     * Begins a transaction. The measured time includes the wait for a connection. {@link TenantTransactions#beginLater}
     * takes no connection: the first call that sends a statement then waits for the connection.
     */
    BEGIN,
    COMMIT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
