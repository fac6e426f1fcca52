package dev.tenantry.adoption;

import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantState;

/**
 * What Keycloak does for an adoption or a release: each method a transaction of its own, and repeatable. Each transaction
 * checks the claim itself, in Keycloak's database, and throws {@link LostClaimException} if another attempt has the realm.
 * Thread-safe.
 */
public interface LocalRealms {

    /**
     * Gives the realm to an attempt: from then on no earlier one changes anything.
     *
     * @throws LostClaimException if a later attempt has it
     */
    void claim(String realmId, Claim claim);

    /** No attempt has the realm any more, this one included. */
    void unclaim(String realmId, Claim claim);

    LocalUsers users(String realmId, Claim claim);

    /** Nobody signs in from now on; sessions stay, to go on later. */
    void disable(String realmId, Claim claim);

    /** Gives the realm back to its users, if it was theirs before. */
    void enable(String realmId, boolean enabled, Claim claim);

    /** The realm is a tenant's from now on: Keycloak asks the schema for its users, and no longer its own tables. */
    void makeTenant(Tenant tenant, boolean enabled, Claim claim);

    /** Takes a tenant out of service, for its users to be moved out. */
    void beginRelease(Tenant tenant, Claim claim);

    /** The realm is a standard realm from now on: Keycloak asks its own tables, and no longer the schema. */
    void makeStandard(Tenant tenant, boolean enabled, Claim claim);

    /** The tenant is not released after all. */
    void keep(Tenant tenant, TenantState state, boolean enabled, Claim claim);
}
