/**
 * The admin REST API: {@code /admin/realms/master/tenants}.
 *
 * <p>Reads requests, checks the caller's rights, calls {@code keycloak}, and writes answers. No package depends on this
 * package. If an operation fails, methods must throw an exception: Keycloak commits the transaction of a method that
 * returns a response, even if the response's status is 4xx.
 */
package dev.tenantry.web.rest;
