package dev.tenantry.core.migration;

/**
 * A tenant whose migration failed. The tenant's schema is unchanged.
 *
 * @param tenant the tenant's name when the job began
 * @param cause the migration script, PostgreSQL's error code and the names of the affected objects; contains no value
 *     of a row
 */
public record MigrationFailure(String tenant, String cause) {}
