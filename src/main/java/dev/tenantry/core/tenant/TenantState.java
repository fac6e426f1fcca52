package dev.tenantry.core.tenant;

/** The state of a tenant in the registry. */
public enum TenantState {

    /** The tenant is being created: the schema or the realm may not exist yet. */
    PROVISIONING,

    /** In service. */
    ACTIVE,

    /** No user can sign in. The data can be read but not changed. */
    SUSPENDED,

    /** Out of service, and the data can't be read. The tenant can be restored until it is purged. */
    ARCHIVED,

    /**
     * The users of an existing realm are being copied into the schema. Until the end of the adoption, the users are in
     * Keycloak's own tables too.
     */
    ADOPTING,

    /**
     * The users are being copied back into Keycloak's own tables. Until the end of the release, the users can be read
     * but not changed.
     */
    RELEASING,

    /** The realm is being removed or has been removed; the schema is removed next. */
    DROPPING;

    public boolean canBeRead() {
        return this == ACTIVE || this == SUSPENDED || this == RELEASING;
    }

    /**
     * True if a migration of all tenants includes tenants in this state. The schema of an archived tenant is migrated
     * when the tenant is restored.
     */
    public boolean isMigrated() {
        return this == ACTIVE || this == SUSPENDED;
    }

    /** True if all users are in the schema and only there, so that a copy of the schema is complete. */
    public boolean canBeCopied() {
        return this == ACTIVE || this == SUSPENDED || this == ARCHIVED;
    }

    public boolean canBeWritten() {
        return this == ACTIVE;
    }

    /** True if events are recorded in the schema. A suspended tenant records, for example, refused logins. */
    public boolean recordsEvents() {
        return this == ACTIVE || this == SUSPENDED;
    }

    /**
     * True if a tenant in this state is out of service. The tenant's realm is then disabled and accepts no token, and
     * only an operator may change or remove the realm.
     */
    public boolean isOutOfService() {
        return this == SUSPENDED || this == ARCHIVED || this == ADOPTING || this == RELEASING;
    }
}
