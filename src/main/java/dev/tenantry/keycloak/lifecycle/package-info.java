/**
 * Changes and ends a tenant together with its realm: states, renaming, settings, adoption and release, removal,
 * purge, and the repair of findings.
 *
 * <p>Begins the operations of {@code core.lifecycle} inside Keycloak's transaction. A change that an admin makes in
 * Keycloak's own console takes the same way, by Keycloak's events. Depends on {@code provisioning}, {@code access},
 * {@code realm} and what they depend on.
 */
package dev.tenantry.keycloak.lifecycle;
