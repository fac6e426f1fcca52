/**
 * Keycloak's own tables of users, for adoption and release: reads them page by page, writes and empties them.
 * Bypasses Keycloak's models and caches, which use the realm's current store.
 *
 * <p>Uses Keycloak's own entities, so Keycloak may have any database. Each table is named once in each of
 * {@link dev.tenantry.keycloak.local.LocalParts} (reads), {@link dev.tenantry.keycloak.local.LocalEntities} (writes)
 * and {@link dev.tenantry.keycloak.local.LocalRemoval}. A page of users takes one query, one batch or one delete per
 * table. Only {@code realm} and {@code transfer} call this package.
 */
package dev.tenantry.keycloak.local;
