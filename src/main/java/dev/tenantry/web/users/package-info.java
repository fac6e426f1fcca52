/**
 * Bulk import and export of a tenant's users. Each line of an import or export is one user, as a UserRepresentation of
 * Keycloak.
 *
 * <p>This package translates between lines and {@link dev.tenantry.core.user.StoredUser}. The import passes the users
 * to {@code core.bulk}, which writes them. A line has the format of one item of {@code users} in Keycloak's own export,
 * so the exported users of any realm can be imported. Rejected: Keycloak's own import, since it creates users one by
 * one through models and caches, and holds all users in memory. Rejected: Keycloak's own export, since it queries
 * consents, links and other data of each user separately.
 */
package dev.tenantry.web.users;
