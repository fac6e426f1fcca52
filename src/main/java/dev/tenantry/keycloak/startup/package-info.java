/**
 * The objects that exist once per server: the services, the connection pools, and the checks of databases and caches.
 * This package also contains the tasks that a server runs when it starts, when Keycloak fires an event, and
 * periodically.
 *
 * <p>No package outside {@code startup} depends on {@code startup}. The start of a server does no work per tenant.
 */
package dev.tenantry.keycloak.startup;
