/**
 * The operations on tenants, each run in one place: {@link dev.tenantry.keycloak.operations.TenantOperations}; and the
 * tasks that call them, which purge tenants, end access and repair findings.
 *
 * <p>Depends on {@code provisioning}, {@code lifecycle}, {@code access}, {@code bundle} and {@code realm}, which do not
 * know it. Called by {@code startup} and {@code web}.
 */
package dev.tenantry.keycloak.operations;
