package dev.tenantry.core.tenant;

import java.util.Locale;

/** An operation on a tenant. REST, logs, metrics and documentation use the {@link #word} of the operation. */
public enum Operation {
    PROVISION,
    RENAME,
    SUSPEND,
    RESUME,
    ARCHIVE,
    RESTORE,
    DROP,
    MIGRATE,
    ADOPT,
    RELEASE,
    ATTACH,
    IMPORT,
    GRANT,
    REVOKE;

    /** The operation's name in documentation and APIs, such as {@code provision}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
