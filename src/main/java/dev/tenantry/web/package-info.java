/**
 * The highest wing: the REST API, the tenants console, and public pages.
 *
 * <p>Reads requests, checks the caller, and asks {@link dev.tenantry.keycloak} to act. No other wing knows it.
 */
package dev.tenantry.web;
