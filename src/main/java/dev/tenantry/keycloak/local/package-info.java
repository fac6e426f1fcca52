/**
 * Reads, writes and empties Keycloak's own tables of users, page by page, for adoption and release. Bypasses Keycloak's
 * models and caches, because these use the realm's current store.
 *
 * <p>Events and invitations are moved here too ({@link dev.tenantry.keycloak.local.KeycloakEvents}, {@link
 * dev.tenantry.keycloak.local.KeycloakInvitations}).
 *
 * <p>Uses Keycloak's own entities, so Keycloak may have any database. Each table of users appears once in {@link
 * dev.tenantry.keycloak.local.LocalParts} (reads), once in {@link dev.tenantry.keycloak.local.LocalEntities} (writes)
 * and once in {@link dev.tenantry.keycloak.local.LocalRemoval}. A page of users takes one query, one batch or one
 * delete per table. Depends on {@code core} alone. Called by {@code lifecycle}, {@code realm} and {@code web}.
 */
package dev.tenantry.keycloak.local;
