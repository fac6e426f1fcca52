package dev.tenantry.realm;

import dev.tenantry.tenant.Tenant;

/**
 * A tenant and its first user.
 *
 * @param userId null where it is not known any more
 * @param username null where there is no such user any more
 * @param isNew false where it is an earlier request's, whose answer is given again
 */
public record ProvisionedTenant(Tenant tenant, String userId, String username, boolean isNew) {}
