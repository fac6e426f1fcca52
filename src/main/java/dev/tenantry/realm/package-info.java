/**
 * Tenants and realms together: a realm made from a template with its tenant, its first user, its removal, and what a
 * server does at start and from time to time.
 *
 * <p>Where the two transactions meet, Keycloak's decides: see {@link dev.tenantry.realm.TenantProvisioner}. Each
 * operation runs inside {@link dev.tenantry.realm.Observed}. Depends on {@code server} and {@code storage};
 * {@code admin} is built on it, and whatever else provisions tenants should be.
 */
package dev.tenantry.realm;
