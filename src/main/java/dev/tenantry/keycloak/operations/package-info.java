/**
 * All operations on tenants. The operations are the methods of one class,
 * {@link dev.tenantry.keycloak.operations.TenantOperations}. The other classes of this package (the purge, the expiry
 * of access, and the repair of findings) call these operations.
 *
 * <p>This package depends on {@code provisioning}, {@code lifecycle}, {@code access}, {@code bundle} and {@code realm}.
 * None of these packages calls this package. The packages {@code startup}, {@code web.rest} and {@code web.signup} call
 * this package.
 */
package dev.tenantry.keycloak.operations;
