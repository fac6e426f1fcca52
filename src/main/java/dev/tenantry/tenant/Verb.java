package dev.tenantry.tenant;

import java.util.Locale;

/** What can be done to a tenant: the same words in REST, logs, metrics and the README. */
public enum Verb {
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
