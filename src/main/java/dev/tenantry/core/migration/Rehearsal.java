package dev.tenantry.core.migration;

import dev.tenantry.core.schema.Migration;
import dev.tenantry.core.schema.TableLock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * The result of a rehearsal. A rehearsal migrates some tenants, and rolls each migration back.
 *
 * @param version the schema version to which the tenants were migrated before the rollback
 * @param behind the number of all tenants whose schemas were older than {@code version} before the rehearsal
 * @param times a map from the name of each successfully migrated tenant to the duration of the migration
 * @param failures the tenants whose migration failed
 * @param scripts the migration scripts that ran in at least one schema, in order
 * @param locks the migrations' table locks for which a tenant's requests wait
 * @param workers the number of tenants that this server migrates at the same time
 */
public record Rehearsal(
        int version,
        int behind,
        SortedMap<String, Duration> times,
        List<MigrationFailure> failures,
        List<Migration> scripts,
        List<TableLock> locks,
        int workers) {

    /** Returns the duration of the longest successful migration. Zero if no migration was successful. */
    public Duration longest() {
        return times.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Returns the median duration of the successful migrations. Zero if no migration was successful. */
    public Duration median() {
        return times.values().stream().sorted().skip((times.size() - 1) / 2).findFirst().orElse(Duration.ZERO);
    }

    /**
     * Estimates how long a job would take to migrate all tenants: the rehearsal's mean duration of a successful
     * migration, times {@code behind}, divided by {@code workers}. Returns zero if no migration of the rehearsal
     * succeeded.
     */
    public Duration estimate() {
        return times.isEmpty()
                ? Duration.ZERO
                : times.values().stream().reduce(Duration.ZERO, Duration::plus)
                        .multipliedBy(behind)
                        .dividedBy((long) times.size() * workers);
    }
}
