/**
 * The highest of the three wings {@code core}, {@code keycloak} and {@code web}. Contains the REST API, the tenants
 * console, and the public pages.
 *
 * <p>Code in this wing reads requests, checks the caller's rights, and calls {@link dev.tenantry.keycloak} for the
 * work. This wing depends on the wings {@code core} and {@code keycloak}. Neither of them depends on this wing.
 */
package dev.tenantry.web;
