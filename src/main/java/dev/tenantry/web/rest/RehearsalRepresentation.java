package dev.tenantry.web.rest;

import dev.tenantry.core.migration.Rehearsal;
import java.util.List;
import java.util.Locale;

/**
 * The result of a rehearsal of the migration of all tenants. Times are in milliseconds.
 *
 * @param version the version to which the tenants would be migrated
 * @param behind the number of tenants with older schemas, whether rehearsed or not
 * @param rehearsed the number of tenants whose migration ran and was rolled back
 * @param scripts the migration scripts that ran in at least one schema
 * @param locks the table locks that at least one migration held and that block the tenant's requests
 * @param medianMillis the median duration of the rehearsed migrations
 * @param longestMillis the duration of the longest rehearsed migration. A request can wait this long.
 * @param estimateMillis the estimated duration of a job on this server that migrates all tenants with older schemas
 * @param workers the number of tenants that a job on this server migrates at the same time
 * @param failures the tenants whose migration failed
 */
public record RehearsalRepresentation(
        int version,
        int behind,
        int rehearsed,
        List<RehearsedScript> scripts,
        List<TableLock> locks,
        long medianMillis,
        long longestMillis,
        long estimateMillis,
        int workers,
        List<MigrationJobRepresentation.Failure> failures) {

    /** A migration script. */
    public record RehearsedScript(int version, String description) {}

    /** @param mode PostgreSQL's name of the lock mode, such as ACCESS EXCLUSIVE */
    public record TableLock(String table, String mode) {}

    static RehearsalRepresentation of(Rehearsal result) {
        return new RehearsalRepresentation(
                result.version(),
                result.behind(),
                result.times().size(),
                result.scripts().stream()
                        .map(script -> new RehearsedScript(script.version(), script.description()))
                        .toList(),
                result.locks().stream()
                        .map(lock -> new TableLock(lock.table(), mode(lock.mode())))
                        .toList(),
                result.median().toMillis(),
                result.longest().toMillis(),
                result.estimate().toMillis(),
                result.workers(),
                result.failures().stream().map(MigrationJobRepresentation.Failure::of).toList());
    }

    /**
     * Converts a lock mode's name in {@code pg_locks}, such as AccessExclusiveLock, to its name in SQL, such as ACCESS
     * EXCLUSIVE.
     */
    private static String mode(String lock) {
        return lock.replaceAll("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
