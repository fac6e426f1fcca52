/**
 * The parts that exist once per server: the assembly of the services, the pools, the checks of databases and caches,
 * and tasks that run at the start, on Keycloak's events, or periodically.
 *
 * <p>The top of the wing: no other package of the wing depends on this package. {@code web} only registers the server's
 * {@link dev.tenantry.keycloak.startup.TenantServer}. The start does no work per tenant, so it takes no longer with
 * thousands of tenants than with one.
 */
package dev.tenantry.keycloak.startup;
