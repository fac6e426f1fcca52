package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.Tenant;

/**
 * A tenant and its first user.
 *
 * @param userId the first user's id; null if the id is no longer known
 * @param username the first user's name; null if the user no longer exists
 * @param isNew true if this request provisioned the tenant; false if this is the repeated answer to an earlier request
 */
public record ProvisionedTenant(Tenant tenant, String userId, String username, boolean isNew) {}
