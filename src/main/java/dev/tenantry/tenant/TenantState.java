package dev.tenantry.tenant;

/** Where a tenant is in its life, as the registry says. */
public enum TenantState {

    /** Its schema, or its realm, or both may not be there yet. */
    PROVISIONING,

    /** In service. */
    ACTIVE,

    /** Its realm is being removed, or gone; the schema goes next. */
    DROPPING
}
