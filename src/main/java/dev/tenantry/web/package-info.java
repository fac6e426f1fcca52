/**
 * The highest of the three wings {@code core}, {@code keycloak} and {@code web}: the other two do not depend on {@code
 * web}. Contains the REST API, the tenants console, and the public pages.
 *
 * <p>Code in this wing reads requests, checks the caller's rights, and calls {@link dev.tenantry.keycloak} for the
 * work.
 */
package dev.tenantry.web;
