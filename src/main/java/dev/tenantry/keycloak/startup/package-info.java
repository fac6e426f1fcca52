/**
 * What exists once in a server: assembles the services, opens the pools, checks whether the databases answer, and
 * runs tasks at start, on Keycloak's events and periodically.
 *
 * <p>The top of the wing: the other packages of the wing do not know it, and {@code web} gets the provisioner from
 * {@link dev.tenantry.keycloak.startup.TenantServer}. The start does nothing for each tenant, so it costs the same
 * for one tenant and for thousands.
 */
package dev.tenantry.keycloak.startup;
