package dev.tenantry.tenant;

/** What a tenant is born from. */
public record NewTenant(String realmId, TenantName name, String displayName) {}
