/**
 * The admin REST API: {@code /admin/realms/master/tenants}.
 *
 * <p>This package reads requests, checks the caller's rights, calls {@code keycloak}, and writes answers. No package
 * depends on this package. If an operation fails, the method of the endpoint must throw an exception. If the method
 * returned a response instead, Keycloak would commit the transaction, even if the response's status is 4xx.
 */
package dev.tenantry.web.rest;
