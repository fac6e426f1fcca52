/**
 * The web wing, above {@code core} and {@code keycloak}: the REST API, the tenants console, and the public pages.
 *
 * <p>Reads requests, checks the caller's rights, and calls {@link dev.tenantry.keycloak} for the work. No other wing
 * depends on this wing.
 */
package dev.tenantry.web;
