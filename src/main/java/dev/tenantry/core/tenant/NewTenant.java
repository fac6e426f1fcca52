package dev.tenantry.core.tenant;

/**
 * The properties of a tenant to provision.
 *
 * @param databaseOrNull the name of the database for the tenant's schema; null to let the placement rule choose
 * @param requestKey identifies the request, in case the client repeats the request; may be null
 * @param signedUpOrNull set if the tenant comes from the sign-up page; null if an operator creates the tenant
 * @param idPrefixOrNull the prefix that the ids of existing users have, such as users in a bundle; null for a random
 *     prefix. Ignored if the realm has a prefix already
 */
public record NewTenant(
        String realmId,
        TenantName name,
        String displayName,
        String databaseOrNull,
        RequestKey requestKey,
        SignedUp signedUpOrNull,
        IdPrefix idPrefixOrNull) {

    public NewTenant(String realmId, TenantName name, String displayName) {
        this(realmId, name, displayName, null, null, null, null);
    }

    /** A tenant whose realm gets the given prefix for the ids of its users, unless the realm has a prefix already. */
    public static NewTenant withIds(
            IdPrefix prefix, String realmId, TenantName name, String displayName, String databaseOrNull) {
        return new NewTenant(realmId, name, displayName, databaseOrNull, null, null, prefix);
    }
}
