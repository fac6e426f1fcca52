/**
 * Keycloak's own user tables: read page by page, written and emptied, for adoption and release, past Keycloak's models
 * and caches, which would ask the store that the realm has at the moment.
 *
 * <p>By Keycloak's own entities, so that it is right on whatever database Keycloak has. Each table is named once for each
 * of the three; what is in them, {@link dev.tenantry.adoption.UserTable} says. Called by {@code realm} alone.
 */
package dev.tenantry.local;
