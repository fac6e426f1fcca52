package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.Tenant;

/**
 * A tenant and its first user.
 *
 * @param userId null if no longer known
 * @param username null if the user no longer exists
 * @param isNew false if an earlier request provisioned the tenant and this is its answer again
 */
public record ProvisionedTenant(Tenant tenant, String userId, String username, boolean isNew) {}
