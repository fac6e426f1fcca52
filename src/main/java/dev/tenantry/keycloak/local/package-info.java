/**
 * Reads, writes and empties Keycloak's own tables of users, page by page, for adoption and release. Bypasses Keycloak's
 * models and caches, because these read users from the store that the realm uses at the moment, which can be the
 * tenant's schema.
 *
 * <p>Events and invitations are moved here too ({@link dev.tenantry.keycloak.local.KeycloakEvents}, {@link
 * dev.tenantry.keycloak.local.KeycloakInvitations}).
 *
 * <p>Uses Keycloak's own entities, so Keycloak's database need not be PostgreSQL. Each table of users appears once in
 * {@link dev.tenantry.keycloak.local.LocalParts} (reads), once in {@link dev.tenantry.keycloak.local.LocalEntities}
 * (writes) and once in {@link dev.tenantry.keycloak.local.LocalRemoval}. For a page of users, each table takes one
 * query to read, a few batches to write, or one statement to delete. Depends on {@code core} alone. Called by {@code
 * lifecycle}, {@code realm} and {@code web}.
 */
package dev.tenantry.keycloak.local;
