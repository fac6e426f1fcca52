package dev.tenantry.tenant;

import java.util.Locale;

/** What is done on the way to a tenant's tables. */
public enum StoreOperation {
    /** A look into the registry, for a tenant that this server has not served yet; with the wait for a connection. */
    LOOKUP,
    /** With the wait for a connection, where no transaction is under way. */
    READ,
    WRITE,
    /** With the wait for a connection. */
    BEGIN,
    COMMIT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
