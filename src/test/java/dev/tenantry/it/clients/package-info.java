/**
 * Tests that run clients against tenants' realms. Most are third-party clients, which run unchanged: Keycloak's command
 * line tools, Keycloak's Java client for the admin API, and an OpenID Connect library for applications. Third-party
 * clients rely on more details than our own tests check. Tenantry's Java client is tested here too.
 */
package dev.tenantry.it.clients;
