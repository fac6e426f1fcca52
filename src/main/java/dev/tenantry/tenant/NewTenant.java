package dev.tenantry.tenant;

/**
 * The properties of a tenant to provision.
 *
 * @param databaseOrNull the name of the database that its schema is to be in; null for whichever is next
 * @param requestKey by which the request is known again, or null
 * @param signedUpOrNull null for a tenant that an operator makes
 * @param idPrefixOrNull how the ids of its users began elsewhere; taken only if the realm has no prefix yet
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

    /** One whose users have ids already, or are to have these. */
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
