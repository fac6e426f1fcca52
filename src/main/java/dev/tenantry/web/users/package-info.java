/**
 * Bulk import and export of a tenant's users, as lines of Keycloak's UserRepresentation.
 *
 * <p>Translates between lines and {@link dev.tenantry.core.user.StoredUser}, which {@code core.bulk} writes. Only
 * {@code rest} calls this package. Lines have the format of {@code users} in Keycloak's own export, so users can
 * come from any realm. Rejected: Keycloak's own import, which creates users one by one through models and caches,
 * all in memory; and its export, which queries consents, links and other data per user.
 */
package dev.tenantry.web.users;
