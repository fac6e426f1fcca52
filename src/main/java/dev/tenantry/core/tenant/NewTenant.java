package dev.tenantry.core.tenant;

/**
 * The properties of a tenant to provision.
 *
 * @param databaseOrNull the name of the database for its schema; null to let the placement choose
 * @param requestKey identifies the request if its client repeats it; or null
 * @param signedUpOrNull null for a tenant that an operator creates
 * @param idPrefixOrNull the prefix of its users' ids elsewhere; used only if the realm has no prefix yet
 */
public record NewTenant(
        String realmId,
        TenantName name,
        String displayName,
        String databaseOrNull,
        RequestKey requestKey,
        SignedUp signedUpOrNull,
        IdPrefix idPrefixOrNull) {

    public NewTenant(
            String realmId,
            TenantName name,
            String displayName,
            String databaseOrNull,
            RequestKey requestKey,
            SignedUp signedUpOrNull) {
        this(realmId, name, displayName, databaseOrNull, requestKey, signedUpOrNull, null);
    }

    /** A tenant whose users have ids with this prefix. */
    public static NewTenant withIds(
            IdPrefix prefix, String realmId, TenantName name, String displayName, String databaseOrNull) {
        return new NewTenant(realmId, name, displayName, databaseOrNull, null, null, prefix);
    }

    public NewTenant(String realmId, TenantName name, String displayName) {
        this(realmId, name, displayName, null, null);
    }

    public NewTenant(
            String realmId, TenantName name, String displayName, String databaseOrNull, RequestKey requestKey) {
        this(realmId, name, displayName, databaseOrNull, requestKey, null);
    }
}
