/**
 * Replacements of Keycloak classes that would treat a tenant's users differently from a standard realm's: login steps
 * that take users of any storage provider for imported ones, and classes that disguise an unavailable database as a
 * user's mistake. Each replaces the factory of the same id. Depends on {@code user} and {@code session}.
 */
package dev.tenantry.keycloak.login;
