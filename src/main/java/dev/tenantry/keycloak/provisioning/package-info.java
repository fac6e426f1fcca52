/**
 * Creates a tenant with its realm: from a template, from an existing realm, or for an existing schema; with its
 * first user, all or nothing.
 *
 * <p>Two transactions meet here, and Keycloak's decides: see {@link
 * dev.tenantry.keycloak.provisioning.TenantProvisioner}. Depends on {@code realm}, {@code session}, {@code user},
 * {@code theme} and {@code core}. All that provisions tenants goes through this package: REST, sign-up, and realms
 * that are created in Keycloak's admin console.
 */
package dev.tenantry.keycloak.provisioning;
