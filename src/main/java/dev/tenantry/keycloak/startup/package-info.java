/**
 * The objects that exist once per server: the services, the connection pools, and the checks of databases and caches.
 * Also the tasks that a server runs when it starts, when Keycloak fires an event, and periodically.
 *
 * <p>The top package of the {@code keycloak} wing: no other package of this wing depends on {@code startup}. The wing
 * {@code web} uses only {@link dev.tenantry.keycloak.startup.TenantServer}, to register the server's instance. The
 * start of a server does no work per tenant. So a start with thousands of tenants takes no longer than a start with one
 * tenant.
 */
package dev.tenantry.keycloak.startup;
