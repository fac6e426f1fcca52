/**
 * The operations on tenants: choosing a database, provisioning, changing the state or the host, renaming, dropping, and
 * attaching an existing schema. The entry point is {@link dev.tenantry.core.lifecycle.TenantLifecycle}. The reconciler
 * in this package finishes or undoes operations that a crash has interrupted.
 *
 * <p>This package is plain Java, and depends on {@code audit}, {@code schema}, {@code tenant} and {@code db}. If an
 * operation also changes the realm, its method returns a {@link dev.tenantry.core.tenant.Participant}: a change that is
 * committed or rolled back together with Keycloak's transaction. {@link dev.tenantry.core.lifecycle.TenantCache} is in
 * this package and not in {@code tenant}, since the cache migrates an outdated schema on the first access to the
 * tenant.
 */
package dev.tenantry.core.lifecycle;
