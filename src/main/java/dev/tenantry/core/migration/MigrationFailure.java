package dev.tenantry.core.migration;

/**
 * A tenant whose migration failed. The tenant's schema is unchanged.
 *
 * @param tenant the name that the tenant had when the job listed the tenant
 * @param cause why the migration failed, for example the migration script, PostgreSQL's error code and the names of the
 *     affected objects. Contains no value of a row
 */
public record MigrationFailure(String tenant, String cause) {}
