/**
 * One tenant in one file: the realm as Keycloak exports it, the rows of every table, and a manifest with a digest of
 * each; written from one snapshot, and read back into a new schema.
 *
 * <p>Plain Java on {@code tenant}; knows nothing of Keycloak, whose realm is bytes here. PostgreSQL itself makes the
 * JSON of a row and takes it back, so that every type comes through and nothing here lists columns; those of a user that
 * hold ids of Keycloak's are named in {@link dev.tenantry.user.UserJsonRow}. A bundle is read as it comes and written as it
 * goes: what is kept in memory are the realm, the manifest and some hundred rows. Rejected: {@code pg_dump}, which
 * would need the program, the database's password and the same schema name on the other side; and users as Keycloak
 * exports them, all in memory and without what it leaves out.
 */
package dev.tenantry.bundle;
