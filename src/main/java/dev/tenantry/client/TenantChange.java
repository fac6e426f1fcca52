package dev.tenantry.client;

/**
 * A change to a tenant and its realm. A field that is null remains unchanged.
 *
 * @param branding the new branding, which replaces both logo and color
 * @param host the tenant's own host name; "" to remove it, so that the tenant uses Keycloak's host name
 */
public record TenantChange(String name, String displayName, Branding branding, String host) {

    public static final TenantChange NONE = new TenantChange(null, null, null, null);

    public TenantChange withName(String other) {
        return new TenantChange(other, displayName, branding, host);
    }

    public TenantChange withDisplayName(String other) {
        return new TenantChange(name, other, branding, host);
    }

    public TenantChange withBranding(Branding other) {
        return new TenantChange(name, displayName, other, host);
    }

    public TenantChange withHost(String other) {
        return new TenantChange(name, displayName, branding, other);
    }
}
