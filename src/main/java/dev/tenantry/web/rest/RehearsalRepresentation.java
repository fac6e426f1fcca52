package dev.tenantry.web.rest;

import dev.tenantry.core.migration.Rehearsal;
import java.util.List;
import java.util.Locale;

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

    /** @param mode PostgreSQL's name of the lock, such as ACCESS EXCLUSIVE */
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

    /** Returns ACCESS EXCLUSIVE for AccessExclusiveLock. */
    private static String mode(String lock) {
        return lock.replaceAll("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
