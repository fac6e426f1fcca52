/**
 * One tenant in one file: the realm as Keycloak exports it, the rows of every table, and a manifest with a digest of
 * each. A bundle is written from one snapshot, and restored into a new schema.
 *
 * <p>Plain Java on {@code user}, {@code schema} and {@code tenant}; knows nothing of Keycloak, whose realm is bytes
 * here. PostgreSQL itself converts rows to JSON and back, so that every type is supported and no columns are listed
 * here. {@link dev.tenantry.core.user.UserJsonRow} names the columns of a user that hold Keycloak's ids. A bundle is
 * streamed: in memory are the realm, the manifest and some hundred rows.
 *
 * <p>Rejected: {@code pg_dump}, which would need the program, the database's password and an equal schema name in
 * the target; and users as Keycloak exports them, all in memory and with omissions.
 */
package dev.tenantry.core.bundle;
