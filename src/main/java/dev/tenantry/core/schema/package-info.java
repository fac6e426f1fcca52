/**
 * Creates, migrates and removes tenants' schemas in PostgreSQL, makes PostgreSQL roles the owners of schemas, and reads
 * the definitions and the rows of schemas.
 *
 * <p>This package is plain Java, and depends on {@code tenant} and {@code db}. All DDL for tenants' schemas is here,
 * with one exception: a bulk load in package {@code user} drops indexes and creates them again. No list of tables is in
 * the code: {@link dev.tenantry.core.schema.SchemaCatalog} and {@link dev.tenantry.core.schema.SchemaDigest} read the
 * tables of a schema from PostgreSQL's catalog. Rejected: a list of the tables in the code, and a stored fingerprint of
 * each version, since the list and the fingerprints could become wrong.
 */
package dev.tenantry.core.schema;
