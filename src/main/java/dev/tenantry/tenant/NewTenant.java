package dev.tenantry.tenant;

/**
 * What a tenant is born from.
 *
 * @param databaseOrNull the name of the database that its schema is to be in; null for whichever is next
 * @param requestKey by which the request is known again, or null
 * @param signedUpOrNull null for a tenant that an operator makes
 */
public record NewTenant(
        String realmId,
        TenantName name,
        String displayName,
        String databaseOrNull,
        RequestKey requestKey,
        SignedUp signedUpOrNull) {

    public NewTenant(
            String realmId, TenantName name, String displayName, String databaseOrNull, RequestKey requestKey) {
        this(realmId, name, displayName, databaseOrNull, requestKey, null);
    }

    public NewTenant(String realmId, TenantName name, String displayName) {
        this(realmId, name, displayName, null, null);
    }
}
