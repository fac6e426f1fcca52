/**
 * The schema of a tenant in PostgreSQL: creates, migrates and removes schemas, gives them to roles, and reads from
 * the catalog what a schema is and what it holds.
 *
 * <p>Plain Java on {@code tenant} and {@code db}. All DDL of the extension is here. PostgreSQL's catalog is asked
 * for the objects of a schema ({@link dev.tenantry.core.schema.SchemaCatalog}) and for its content ({@link
 * dev.tenantry.core.schema.SchemaDigest}). Rejected: a list of our tables and a stored fingerprint of each version,
 * which could be wrong.
 */
package dev.tenantry.core.schema;
