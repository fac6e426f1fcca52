/**
 * Bulk import and export of a tenant's users. Each line is a UserRepresentation of Keycloak.
 *
 * <p>Translates between lines and {@link dev.tenantry.core.user.StoredUser}, which {@code core.bulk} writes. A line has
 * the format of one item of {@code users} in Keycloak's own export, so the exported users of any realm can be imported.
 * Rejected: Keycloak's own import, since it creates users one by one through models and caches, and holds all users in
 * memory. Rejected: Keycloak's own export, since it queries consents, links and other data of each user separately.
 */
package dev.tenantry.web.users;
