package dev.tenantry.core.tenant;

import java.util.Locale;

/** The kinds of database calls whose times are measured. */
public enum StoreOperation {
    /** A query of the registry for a tenant that this server has not cached, including the wait for a connection. */
    LOOKUP,
    /**
     * One or more queries. The measured time includes the wait for a connection, unless the queries run on a connection
     * that the transaction already has.
     */
    READ,
    WRITE,
    /**
     * Begins a transaction. The measured time includes the wait for a connection, except with {@link
     * TenantTransactions#beginLater}, which takes no connection yet.
     */
    BEGIN,
    COMMIT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
