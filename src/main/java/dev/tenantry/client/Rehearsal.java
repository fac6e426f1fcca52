package dev.tenantry.client;

import java.util.List;

/**
 * What a rehearsal of the migration of all tenants has found out. Times are in milliseconds.
 *
 * @param version the version to which the tenants would be migrated
 * @param behind the number of all tenants with older schemas
 * @param rehearsed the number of tenants whose migration ran and was rolled back
 * @param scripts the scripts that ran
 * @param locks the tables on which requests of a tenant wait during its migration
 * @param medianMillis half of the migrations took at most this long
 * @param longestMillis the longest migration, and thus the longest wait of a request
 * @param estimateMillis the estimated time of a job for all tenants on this server
 * @param workers how many tenants such a job migrates at the same time
 * @param failures the tenants whose migration failed
 */
public record Rehearsal(
        int version,
        int behind,
        int rehearsed,
        List<Script> scripts,
        List<Lock> locks,
        long medianMillis,
        long longestMillis,
        long estimateMillis,
        int workers,
        List<MigrationJob.Failure> failures) {

    /** A migration script. */
    public record Script(int version, String description) {}

    /**
     * A table that a migration locks until its end.
     *
     * @param mode PostgreSQL's name of the lock, such as ACCESS EXCLUSIVE
     */
    public record Lock(String table, String mode) {}
}
