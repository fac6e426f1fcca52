/**
 * The admin REST API: {@code /admin/realms/master/tenants}.
 *
 * <p>Reads requests, checks the caller's rights, calls {@code keycloak}, writes answers. No package depends on it. A
 * failure must be thrown: if a method returns a response, Keycloak commits, even if the status is 4xx.
 */
package dev.tenantry.web.rest;
