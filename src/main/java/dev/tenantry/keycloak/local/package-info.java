/**
 * Reads, writes and empties Keycloak's own tables of users, page by page, for adoption and release. Also moves the
 * events and invitations in Keycloak's own tables ({@link dev.tenantry.keycloak.local.KeycloakEvents},
 * {@link dev.tenantry.keycloak.local.KeycloakInvitations}).
 *
 * <p>This package bypasses Keycloak's models and caches, because they read users from the store that the realm uses at
 * the moment. This store can be the tenant's schema.
 *
 * <p>This package uses Keycloak's own entities, so Keycloak's database need not be PostgreSQL. Each table of users
 * appears once in {@link dev.tenantry.keycloak.local.LocalParts}, which reads the table, once in
 * {@link dev.tenantry.keycloak.local.LocalEntities}, which writes the table, and once in
 * {@link dev.tenantry.keycloak.local.LocalRemoval}. For a page of users, each table takes one query to read, a few
 * batches to write, or one statement to delete. This package depends on {@code core} only. The packages
 * {@code lifecycle}, {@code realm} and {@code web.users} use this package.
 */
package dev.tenantry.keycloak.local;
