/**
 * The life of a tenant: provisioning, placement, change of state, renaming, dropping, attaching, and the reconciler
 * that finishes what a crash has interrupted. {@link dev.tenantry.core.lifecycle.TenantLifecycle} is the entry.
 *
 * <p>Plain Java on {@code audit}, {@code schema}, {@code tenant} and {@code db}. An operation that concerns the
 * realm too begins a {@link dev.tenantry.core.tenant.Participant}, which ends together with Keycloak's transaction.
 * {@link dev.tenantry.core.lifecycle.TenantCache} is here and not in {@code tenant}, since it migrates an outdated
 * schema on first access.
 */
package dev.tenantry.core.lifecycle;
