/**
 * The objects that exist once per server: the assembly of the services, the pools, the checks of databases and caches,
 * and tasks that run at the start, on Keycloak's events, or periodically.
 *
 * <p>The top package of the {@code keycloak} wing: no other package of this wing depends on {@code startup}. {@code
 * web} only registers the server's {@link dev.tenantry.keycloak.startup.TenantServer}. The start does no work per
 * tenant, so it takes no longer with thousands of tenants than with one.
 */
package dev.tenantry.keycloak.startup;
