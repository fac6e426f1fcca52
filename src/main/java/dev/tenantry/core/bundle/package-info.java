/**
 * Writes and reads bundles. A bundle is a ZIP file that holds one tenant: the realm as Keycloak exports it, the rows of
 * every table, and a manifest with a digest of each entry. All rows of a bundle come from one snapshot of the schema. A
 * bundle is restored into a new schema.
 *
 * <p>This package is plain Java, and depends on {@code user}, {@code schema}, {@code tenant} and {@code db}. The
 * package does not depend on Keycloak, because the package does not interpret the exported realm. PostgreSQL converts
 * rows to JSON and JSON to rows, so that every column type is supported, and no Java code has to list all columns. The
 * code lists only the columns with Keycloak's ids, in {@link dev.tenantry.core.user.UserJsonRow} and
 * {@link dev.tenantry.core.bundle.NewIds}. A bundle is streamed: only the realm, the manifest and a few hundred rows
 * are in memory.
 *
 * <p>Rejected: {@code pg_dump}, since it needs an installed program and the database's password, and since its dump can
 * be restored only into a schema with the old name. Rejected: Keycloak's own export of users, since it holds all users
 * in memory and omits some of their data.
 */
package dev.tenantry.core.bundle;
