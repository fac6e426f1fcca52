package dev.tenantry.realm;

import dev.tenantry.tenant.Tenant;

/** A tenant just born, and its first user. */
public record ProvisionedTenant(Tenant tenant, String userId, String username) {}
