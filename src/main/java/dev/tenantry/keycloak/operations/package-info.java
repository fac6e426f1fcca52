/**
 * All operations on tenants. They are the methods of one class, {@link
 * dev.tenantry.keycloak.operations.TenantOperations}. The other classes of this package call that class: the purge, the
 * expiry of access, and the repair of findings.
 *
 * <p>Depends on {@code provisioning}, {@code lifecycle}, {@code access}, {@code bundle} and {@code realm}. None of
 * these packages calls this one. Called by {@code startup} and {@code web}.
 */
package dev.tenantry.keycloak.operations;
