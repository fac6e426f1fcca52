/**
 * The operations that change or end a tenant together with its realm: state changes, renaming, settings, adoption,
 * release and removal.
 *
 * <p>Runs the operations of {@code core.lifecycle} inside Keycloak's transactions. Changes in Keycloak's own console
 * reach this package through Keycloak's events. Package {@code operations} calls this package for REST requests, the
 * purge and repairs of findings. Depends on {@code provisioning}, {@code access}, {@code local}, {@code realm}, and the
 * packages on which these depend.
 */
package dev.tenantry.keycloak.lifecycle;
