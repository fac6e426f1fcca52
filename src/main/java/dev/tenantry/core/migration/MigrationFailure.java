package dev.tenantry.core.migration;

/**
 * A tenant whose migration failed. The tenant's schema is unchanged.
 *
 * @param tenant the name that the tenant had when the job listed the tenant
 * @param cause why the migration failed. The text may name the migration script, PostgreSQL's error code and the
 *     affected objects, but contains no value of a row
 */
public record MigrationFailure(String tenant, String cause) {}
