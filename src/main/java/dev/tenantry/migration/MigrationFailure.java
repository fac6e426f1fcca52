package dev.tenantry.migration;

/**
 * A tenant whose schema could not be brought up to date, and is as it was.
 *
 * @param tenant its name when the job began
 * @param cause the script, PostgreSQL's code and what PostgreSQL names; no value
 */
public record MigrationFailure(String tenant, String cause) {}
