package dev.tenantry.core.adoption;

import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.core.job.LostLeaseException;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantState;

/**
 * Keycloak's part of an adoption or a release. Each method is idempotent and runs in one transaction. Each transaction
 * checks the claim in Keycloak's database, and throws {@link LostLeaseException} if a later attempt has claimed the
 * realm. Thread-safe.
 */
public interface LocalRealms {

    /**
     * Claims the realm for an attempt of a job. Afterwards earlier attempts can no longer change the realm.
     *
     * @throws LostLeaseException if a later attempt has already claimed the realm
     */
    void claim(String realmId, JobClaim claim);

    /**
     * Removes the given claim from the realm. Afterwards an attempt must claim the realm again before it can change the
     * realm.
     */
    void unclaim(String realmId, JobClaim claim);

    LocalUsers users(String realmId, JobClaim claim);

    LocalRecords<StoredEvent> events(String realmId, JobClaim claim);

    LocalRecords<StoredInvitation> invitations(String realmId, JobClaim claim);

    /**
     * Disables the realm, so that no user can sign in. The users' sessions remain stored, and work again once the realm
     * is enabled.
     */
    void disable(String realmId, JobClaim claim);

    /**
     * Puts the realm back into service.
     *
     * @param enabled true if the realm was enabled before the job; false to keep the realm disabled
     */
    void enable(String realmId, boolean enabled, JobClaim claim);

    /**
     * Turns the realm into a tenant. From then on, Keycloak reads the realm's users from the tenant's schema, and no
     * longer from Keycloak's own tables.
     */
    void makeTenant(Tenant tenant, boolean enabled, JobClaim claim);

    /**
     * Takes a tenant out of service before its users are moved to Keycloak's own tables.
     *
     * @throws dev.tenantry.core.tenant.TenantException (wrong state) if the tenant's state in the registry is no longer
     *     the state of the given {@code tenant}
     */
    void beginRelease(Tenant tenant, JobClaim claim);

    /**
     * Turns the realm into a standard realm. From then on, Keycloak reads the realm's users from Keycloak's own tables,
     * and no longer from the tenant's schema.
     */
    void makeStandard(Tenant tenant, boolean enabled, JobClaim claim);

    /** Ends a canceled release: the tenant returns to its former state. */
    void keep(Tenant tenant, TenantState state, boolean enabled, JobClaim claim);
}
