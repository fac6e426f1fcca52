package dev.tenantry.core.migration;

/**
 * A tenant whose migration failed, and whose schema is unchanged.
 *
 * @param tenant its name when the job began
 * @param cause the script, PostgreSQL's code and the names that PostgreSQL gives; no value
 */
public record MigrationFailure(String tenant, String cause) {}
