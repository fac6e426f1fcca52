package dev.tenantry.tenant;

import java.util.Locale;

/** What can be done to a tenant. REST, logs, metrics and documentation use these words. */
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

    /** As people write it: {@code provision}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
