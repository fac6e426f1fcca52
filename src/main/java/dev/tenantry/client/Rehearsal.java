package dev.tenantry.client;

import java.util.List;

/**
 * The result of a rehearsal of the migration of all tenants. Times are in milliseconds.
 *
 * @param version the version to which the tenants would be migrated
 * @param behind the number of all tenants with older schemas
 * @param rehearsed the number of tenants whose migration ran and was rolled back
 * @param scripts the migration scripts that ran in at least one schema
 * @param locks the migrations' table locks for which a tenant's requests wait
 * @param medianMillis the median duration of the rehearsed migrations
 * @param longestMillis the duration of the longest rehearsed migration. A request can wait this long.
 * @param estimateMillis the estimated duration of a migration of all tenants by the answering server
 * @param workers the number of tenants that the answering server migrates at the same time
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
     * A lock on a table. A migration holds the lock until the migration ends.
     *
     * @param mode PostgreSQL's name of the lock mode, such as ACCESS EXCLUSIVE
     */
    public record Lock(String table, String mode) {}
}
