package dev.tenantry.core.adoption;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantState;

/**
 * Keycloak's part of an adoption or a release. Each method is one transaction and idempotent. Each transaction checks
 * the claim in Keycloak's database, and throws {@link LostClaimException} if a later attempt has claimed the realm.
 * Thread-safe.
 */
public interface LocalRealms {

    /**
     * Claims the realm for an attempt: earlier attempts can change nothing afterwards.
     *
     * @throws LostClaimException if a later attempt has claimed the realm
     */
    void claim(String realmId, Claim claim);

    /** Ends all claims on the realm, including this claim. */
    void unclaim(String realmId, Claim claim);

    LocalUsers users(String realmId, Claim claim);

    /**
     * Disables the realm, so that no user can sign in; sessions remain stored, and work again once the realm is
     * enabled.
     */
    void disable(String realmId, Claim claim);

    /** Enables the realm again, if it was enabled before. */
    void enable(String realmId, boolean enabled, Claim claim);

    /** Turns the realm into a tenant: Keycloak reads its users from the schema, and no longer from its own tables. */
    void makeTenant(Tenant tenant, boolean enabled, Claim claim);

    /** Takes a tenant out of service, so that its users can be moved to Keycloak's own tables. */
    void beginRelease(Tenant tenant, Claim claim);

    /**
     * Turns the realm into a standard realm: Keycloak reads its users from its own tables, and no longer from the
     * schema.
     */
    void makeStandard(Tenant tenant, boolean enabled, Claim claim);

    /** Restores a tenant whose release was canceled. */
    void keep(Tenant tenant, TenantState state, boolean enabled, Claim claim);
}
