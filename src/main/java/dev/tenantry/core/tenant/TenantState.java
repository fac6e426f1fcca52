package dev.tenantry.core.tenant;

/** The state of a tenant in the registry. */
public enum TenantState {

    /** The schema or the realm, or both, may not exist yet. */
    PROVISIONING,

    /** In service. */
    ACTIVE,

    /** No login; the data can be read and not changed. */
    SUSPENDED,

    /** Out of service, and not readable, until the purge date; can be restored until then. */
    ARCHIVED,

    /** The users of an existing realm are moving into the schema; Keycloak still has them. */
    ADOPTING,

    /** The users are moving back into Keycloak's own tables; until then they can be read and not changed. */
    RELEASING,

    /** The realm is being removed or is gone; the schema goes next. */
    DROPPING;

    public boolean canBeRead() {
        return this == ACTIVE || this == SUSPENDED || this == RELEASING;
    }

    /**
     * True if the schema is migrated with all others. The schema of an archived tenant is migrated when it is restored.
     */
    public boolean isMigrated() {
        return this == ACTIVE || this == SUSPENDED;
    }

    /** True if all users are in the schema, and nowhere else. */
    public boolean canBeCopied() {
        return this == ACTIVE || this == SUSPENDED || this == ARCHIVED;
    }

    public boolean canBeWritten() {
        return this == ACTIVE;
    }

    /**
     * True if the realm is out of service: it is disabled, it accepts no token, and only an operator may rename or
     * remove it.
     */
    public boolean isOutOfService() {
        return this == SUSPENDED || this == ARCHIVED || this == ADOPTING || this == RELEASING;
    }
}
