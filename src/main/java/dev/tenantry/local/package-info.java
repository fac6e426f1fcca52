/**
 * Keycloak's own tables of users, for adoption and release: read page by page, written, and emptied. Bypasses Keycloak's
 * models and caches, which ask the store that the realm has at the moment.
 *
 * <p>Uses Keycloak's own entities, so that Keycloak may have any database. Each table is named once in each of
 * {@link dev.tenantry.local.LocalParts} (reads), {@link dev.tenantry.local.LocalEntities} (writes) and
 * {@link dev.tenantry.local.LocalRemoval}. A page of users takes one query, one batch or one delete for each table. Called
 * by {@code realm} and {@code transfer} alone.
 */
package dev.tenantry.local;
