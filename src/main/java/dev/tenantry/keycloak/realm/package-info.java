/**
 * Tenants and realms together: provisioning a realm with its tenant and first user, removal, and the server's tasks at
 * start and from time to time.
 *
 * <p>When a Tenantry transaction and a Keycloak transaction take part, Keycloak's decides: see {@link
 * dev.tenantry.keycloak.provisioning.TenantProvisioner}. Each operation runs inside {@link dev.tenantry.keycloak.realm.ObservedOperation}.
 * Depends on {@code server} and {@code storage}. {@code admin} and every other caller that provisions tenants depend on
 * this package.
 */
package dev.tenantry.keycloak.realm;
