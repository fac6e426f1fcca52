/**
 * Creates a tenant, all or nothing: from a template, from an imported realm, or from a realm and an existing schema.
 *
 * <p>A provisioning consists of two transactions, and Keycloak's commit decides: see {@link
 * dev.tenantry.keycloak.provisioning.TenantProvisioner}. REST, sign-up, and realms created in Keycloak's admin console
 * all use this package. Depends on {@code realm}, {@code session}, {@code user}, {@code theme} and {@code core}.
 */
package dev.tenantry.keycloak.provisioning;
