/**
 * Creates, migrates and removes tenants' schemas in PostgreSQL, gives schemas to roles, and reads the definitions and
 * the rows of schemas.
 *
 * <p>Plain Java. Depends on {@code tenant} and {@code db}. The DDL for tenants' schemas is here. There is one
 * exception: a bulk load in package {@code user} drops indexes and creates them again. PostgreSQL's catalog provides
 * the list of a schema's objects ({@link dev.tenantry.core.schema.SchemaCatalog}) and the list of the tables in a
 * digest ({@link dev.tenantry.core.schema.SchemaDigest}). Rejected: a list of the tables in the code, and a stored
 * fingerprint of each version, since both could become wrong.
 */
package dev.tenantry.core.schema;
