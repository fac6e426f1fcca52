/**
 * The highest of Tenantry's three wings (top-level packages) {@code core}, {@code keycloak} and {@code web}: the two
 * other wings do not depend on {@code web}. This wing contains the REST API, the tenants console, and the public pages.
 *
 * <p>Code in this wing reads requests, checks the caller's rights, and calls {@link dev.tenantry.keycloak} for the
 * work.
 */
package dev.tenantry.web;
