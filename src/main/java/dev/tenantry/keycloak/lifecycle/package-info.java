/**
 * Changes and ends a tenant together with its realm: states, renaming, settings, adoption, release and removal.
 *
 * <p>Runs the operations of {@code core.lifecycle} inside Keycloak's transactions. Changes in Keycloak's own console
 * reach this package through Keycloak's events. Package {@code operations} calls this package to run the operations
 * that a REST request, the purge or the repair of a finding needs. Depends on {@code provisioning}, {@code access},
 * {@code local}, {@code realm}, and the packages on which these depend.
 */
package dev.tenantry.keycloak.lifecycle;
