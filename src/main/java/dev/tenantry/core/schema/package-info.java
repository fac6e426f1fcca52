/**
 * The schema of a tenant in PostgreSQL: creates, migrates and removes schemas, gives them to roles, and reads their
 * definitions and their content.
 *
 * <p>Plain Java. Depends on {@code tenant} and {@code db}. All DDL of the extension is here. The list of a schema's
 * objects ({@link dev.tenantry.core.schema.SchemaCatalog}) and the list of the tables in a digest ({@link
 * dev.tenantry.core.schema.SchemaDigest}) are read from PostgreSQL's catalog. Rejected: a list of the tables in the
 * code, and a stored fingerprint of each version, since both could be wrong.
 */
package dev.tenantry.core.schema;
