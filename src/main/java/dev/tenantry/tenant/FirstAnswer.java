package dev.tenantry.tenant;

/**
 * What a request to provision has led to.
 *
 * @param request the digest of what was asked for
 * @param firstUserId Keycloak's id of the tenant's first user; null as long as there is none
 */
public record FirstAnswer(Tenant tenant, String request, String firstUserId) {}
