package dev.tenantry.tenant;

/** Where a tenant is in its life, as the registry says. */
public enum TenantState {

    /** Its schema, or its realm, or both may not be there yet. */
    PROVISIONING,

    /** In service. */
    ACTIVE,

    /** Nobody signs in; its data can be looked at and not changed. */
    SUSPENDED,

    /** Set aside until the date of its purge, out of everybody's reach; can be restored until then. */
    ARCHIVED,

    /** A realm that was there before: its users are on their way into the schema, and Keycloak still has them. */
    ADOPTING,

    /** Its users are on their way back into Keycloak's own tables; until then they can be looked at and not changed. */
    RELEASING,

    /** Its realm is being removed, or gone; the schema goes next. */
    DROPPING;

    public boolean canBeRead() {
        return this == ACTIVE || this == SUSPENDED || this == RELEASING;
    }

    /** Whether its schema is brought up to date along with all others; that of an archived one is when it is restored. */
    public boolean isMigrated() {
        return this == ACTIVE || this == SUSPENDED;
    }

    /** All of its users are in the schema, and nowhere else. */
    public boolean canBeCopied() {
        return this == ACTIVE || this == SUSPENDED || this == ARCHIVED;
    }

    public boolean canBeWritten() {
        return this == ACTIVE;
    }

    /** The realm is disabled, takes no token of its own, and is its operator's alone to rename or to remove. */
    public boolean isOutOfService() {
        return this == SUSPENDED || this == ARCHIVED || this == ADOPTING || this == RELEASING;
    }
}
