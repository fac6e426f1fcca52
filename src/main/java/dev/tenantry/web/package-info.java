/**
 * The third of three wings, above {@code keycloak}: the REST API, the tenants console, and the public pages.
 *
 * <p>Code in this wing reads requests, checks the caller's rights, and calls {@link dev.tenantry.keycloak} for the
 * work. Depends on {@code core} and {@code keycloak}; neither depends on this wing.
 */
package dev.tenantry.web;
