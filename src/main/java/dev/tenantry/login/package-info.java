/**
 * Keycloak's own classes in which a tenant's users would not be treated as those of a standard realm: steps of login flows
 * that take users of any storage provider for guests from elsewhere, and classes that wrap an outage until it looks like a
 * user's mistake. Each replaces the factory of the same id. Depends on {@code storage} and {@code server}.
 */
package dev.tenantry.login;
