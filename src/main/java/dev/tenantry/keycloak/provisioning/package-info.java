/**
 * Creates a tenant, all or nothing: from a template, from an imported realm, or from a realm and an existing schema.
 *
 * <p>A provisioning consists of two transactions. Keycloak's commit decides whether the tenant exists, see
 * {@link dev.tenantry.keycloak.provisioning.TenantProvisioner}. REST and sign-up use this package. This package is also
 * used when a realm is created in Keycloak's admin console. The package depends on {@code realm}, {@code session},
 * {@code user}, {@code theme} and {@code core}.
 */
package dev.tenantry.keycloak.provisioning;
