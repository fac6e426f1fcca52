package dev.tenantry.tenant;

/**
 * What a tenant is born from.
 *
 * @param requestKey by which the request is known again, or null
 */
public record NewTenant(String realmId, TenantName name, String displayName, RequestKey requestKey) {

    public NewTenant(String realmId, TenantName name, String displayName) {
        this(realmId, name, displayName, null);
    }
}
