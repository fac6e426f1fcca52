/**
 * All operations on tenants in one class, {@link dev.tenantry.keycloak.operations.TenantOperations}, and the classes of
 * this package that call that class: the purge, the expiry of access, and the repair of findings.
 *
 * <p>Depends on {@code provisioning}, {@code lifecycle}, {@code access}, {@code bundle} and {@code realm}. None of
 * these packages calls this one. Called by {@code startup} and {@code web}.
 */
package dev.tenantry.keycloak.operations;
