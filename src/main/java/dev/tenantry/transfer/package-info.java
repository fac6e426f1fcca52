/**
 * Many users in and out of a tenant, as lines of Keycloak's UserRepresentation.
 *
 * <p>Translates between lines and {@link dev.tenantry.user.StoredUser}, which {@code bulk} writes; called by {@code admin}
 * alone. Lines are what Keycloak's own export has in {@code users}, so that users can come from any realm. Rejected:
 * Keycloak's own import of users, one by one through models and caches, and all in memory; and its export, which asks for
 * each user's consents, links and so on by itself.
 */
package dev.tenantry.transfer;
