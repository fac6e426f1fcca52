/**
 * The objects that exist once per server: the services, the connection pools, and the checks of databases and caches.
 * This package also contains the tasks that a server runs when it starts, when Keycloak fires an event, and
 * periodically.
 *
 * <p>No other package of {@code dev.tenantry.keycloak} depends on {@code startup}. {@code dev.tenantry.web} uses only
 * one class of {@code startup}: {@link dev.tenantry.keycloak.startup.TenantServer}. The factories in
 * {@code dev.tenantry.web} register the server's instance of this class. The start of a server does no work per tenant.
 */
package dev.tenantry.keycloak.startup;
