package dev.tenantry.core.tenant;

/**
 * The stored result of an earlier request to provision a tenant.
 *
 * @param request the digest of the request's content
 * @param firstUserId Keycloak's id of the tenant's first user; null until the user exists
 */
public record FirstAnswer(Tenant tenant, String request, String firstUserId) {}
