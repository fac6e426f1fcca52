/**
 * One tenant in one file: the realm as Keycloak exports it, the rows of every table, and a manifest with a digest of
 * each entry. A bundle is written from one snapshot, and restored into a new schema.
 *
 * <p>Plain Java. Depends on {@code user}, {@code schema} and {@code tenant}, and not on Keycloak: this package does not
 * interpret the bytes of the exported realm. PostgreSQL itself converts rows to JSON and back, so that every type is
 * supported, and no Java code has to list columns. {@link dev.tenantry.core.user.UserJsonRow} names the columns of a
 * user that hold Keycloak's ids. A bundle is streamed: only the realm, the manifest and a few hundred rows are in
 * memory.
 *
 * <p>Rejected: {@code pg_dump}, since it needs an installed program, the database's password, and the same schema name
 * in the target. Rejected: Keycloak's own export of users, since it holds all users in memory and omits some of their
 * data.
 */
package dev.tenantry.core.bundle;
