/**
 * Replaces Keycloak classes that would treat a tenant's users differently from the users of a standard realm. Some of
 * the replaced classes are login steps that treat users of any storage provider as imported users. The other replaced
 * classes report an unavailable database as the user's mistake. Each replacement's factory has the id of Keycloak's
 * factory. Depends on {@code user} and {@code session}.
 */
package dev.tenantry.keycloak.login;
