/**
 * Exports a tenant into a bundle: the realm and the rows of the schema. Restores a tenant from a bundle, with the
 * former ids or with new ids.
 *
 * <p>The bundle's file is written and read by {@code core.bundle}, which treats the realm as bytes. This package
 * depends on {@code provisioning}, {@code realm}, and the packages on which these two packages depend.
 */
package dev.tenantry.keycloak.bundle;
