/**
 * The schema of a tenant in PostgreSQL: creates, migrates and removes schemas, gives them to roles, and reads their
 * definitions and their content.
 *
 * <p>Plain Java on {@code tenant} and {@code db}. All DDL of the extension is here. Which objects a schema has
 * ({@link dev.tenantry.core.schema.SchemaCatalog}), and which tables a digest covers
 * ({@link dev.tenantry.core.schema.SchemaDigest}), is read from PostgreSQL's catalog. Rejected: a list of the tables in
 * the code, and a stored fingerprint of each version, since both could be wrong.
 */
package dev.tenantry.core.schema;
