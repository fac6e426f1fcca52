/**
 * Exports a tenant into a bundle: the realm and the rows of the schema. Restores a tenant from a bundle, with the
 * former ids or with new ids.
 *
 * <p>{@code core.bundle} reads and writes the file and treats the realm as bytes. Depends on {@code provisioning},
 * {@code realm}, and the packages on which these two depend.
 */
package dev.tenantry.keycloak.bundle;
