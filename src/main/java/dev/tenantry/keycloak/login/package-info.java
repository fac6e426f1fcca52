/**
 * Replaces Keycloak classes that would treat a tenant's users differently from the users of a standard realm. Some of
 * these classes treat users of any storage provider as imported users. The others report an unavailable database as the
 * user's mistake. Each factory has the id of Keycloak's factory. Depends on {@code user} and {@code session}.
 */
package dev.tenantry.keycloak.login;
