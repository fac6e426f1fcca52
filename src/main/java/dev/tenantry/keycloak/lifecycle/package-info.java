/**
 * The operations that change or end a tenant together with its realm: state changes, renaming, settings, adoption,
 * release and removal.
 *
 * <p>This package runs the operations of {@code core.lifecycle} inside Keycloak's transactions. Package
 * {@code operations} calls this package for REST requests, for the purge and for repairs of findings. If an
 * administrator changes a realm in Keycloak's own console, this package gets the change as an event of Keycloak. The
 * package depends on {@code provisioning}, {@code access}, {@code local}, {@code realm}, and the packages on which
 * these four packages depend.
 */
package dev.tenantry.keycloak.lifecycle;
