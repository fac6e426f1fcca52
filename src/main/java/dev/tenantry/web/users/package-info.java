/**
 * Bulk import and export of a tenant's users. Each line is a UserRepresentation of Keycloak.
 *
 * <p>Translates between lines and {@link dev.tenantry.core.user.StoredUser}, which {@code core.bulk} writes. Only
 * {@code rest} calls this package. Lines have the format of {@code users} in Keycloak's own export, so users can come
 * from any realm. Rejected: Keycloak's own import, since it creates users one by one through models and caches, and
 * holds all users in memory. Rejected: Keycloak's own export, since it queries consents, links and other data of each
 * user separately.
 */
package dev.tenantry.web.users;
