/**
 * The admin REST API: {@code /admin/realms/master/tenants}.
 *
 * <p>Reads requests, checks the caller's rights, calls {@code keycloak}, and writes answers. No package depends on this
 * package. Methods must throw an exception if an operation fails: if a method returns a response, Keycloak commits,
 * even if the status is 4xx.
 */
package dev.tenantry.web.rest;
