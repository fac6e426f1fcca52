/**
 * A tenant's bundle with its realm: exports the realm beside the rows of the schema, and restores both with new ids.
 *
 * <p>{@code core.bundle} reads and writes the file; to it, the realm is bytes. Depends on {@code provisioning},
 * {@code realm} and what they depend on.
 */
package dev.tenantry.keycloak.bundle;
