/**
 * Clients that nobody in this project wrote, unchanged, against tenants' realms: Keycloak's command line tools, its
 * Java client for the admin API, and a library by which applications speak OpenID Connect. They rely on more than our
 * own tests think of.
 */
package dev.tenantry.it.clients;
