/**
 * The admin REST API: {@code /admin/realms/master/tenants}.
 *
 * <p>Reads requests, checks the caller's rights, calls {@code keycloak}, and writes answers. No package depends on this
 * package. If an operation fails, the method must throw an exception: if a method returns a response, Keycloak commits
 * the transaction, even if the response's status is 4xx.
 */
package dev.tenantry.web.rest;
