package dev.tenantry.adoption;

import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantState;

/** What Keycloak does for an adoption or a release: each method a transaction of its own, and repeatable. Thread-safe. */
public interface LocalRealms {

    LocalUsers users(String realmId);

    /** Nobody signs in from now on; sessions stay, to go on later. */
    void disable(String realmId);

    /** Gives the realm back to its users, if it was theirs before. */
    void enable(String realmId, boolean enabled);

    /** The realm is a tenant's from now on: Keycloak asks the schema for its users, and no longer its own tables. */
    void makeTenant(Tenant tenant, boolean enabled);

    /** Takes a tenant out of service, for its users to be moved out. */
    void beginRelease(Tenant tenant);

    /** The realm is a stock one from now on: Keycloak asks its own tables, and no longer the schema. */
    void makeStock(Tenant tenant, boolean enabled);

    /** The tenant is not released after all. */
    void keep(Tenant tenant, TenantState state, boolean enabled);
}
