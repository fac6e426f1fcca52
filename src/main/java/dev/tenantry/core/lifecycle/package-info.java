/**
 * The operations in the life of a tenant: provisioning, placement, change of state, renaming, dropping and attaching.
 * The reconciler finishes operations that a crash has interrupted. The entry point is {@link
 * dev.tenantry.core.lifecycle.TenantLifecycle}.
 *
 * <p>Plain Java. Depends on {@code audit}, {@code schema}, {@code tenant} and {@code db}. An operation that also
 * changes the realm returns a {@link dev.tenantry.core.tenant.Participant}: its change is committed or rolled back
 * together with Keycloak's transaction. {@link dev.tenantry.core.lifecycle.TenantCache} is here and not in {@code
 * tenant}, since the cache migrates an outdated schema on first access.
 */
package dev.tenantry.core.lifecycle;
