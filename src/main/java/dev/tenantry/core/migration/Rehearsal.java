package dev.tenantry.core.migration;

import dev.tenantry.core.schema.Migration;
import dev.tenantry.core.schema.TableLock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * The result of a rehearsal: the migrations of some tenants, rolled back.
 *
 * @param version the version to which the tenants would be migrated
 * @param behind the number of all tenants with older schemas
 * @param times the duration of each successful migration, by the tenant's name
 * @param failures the tenants whose migration failed
 * @param scripts the scripts that ran in at least one schema, in order
 * @param locks the tables that at least one migration locked, so that requests of its tenant would have waited
 * @param workers how many tenants a job on this server migrates at the same time
 */
public record Rehearsal(
        int version,
        int behind,
        SortedMap<String, Duration> times,
        List<MigrationFailure> failures,
        List<Migration> scripts,
        List<TableLock> locks,
        int workers) {

    /** The longest migration, which is the longest wait of a request; zero without a successful migration. */
    public Duration longest() {
        return times.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Half of the migrations took at most this long; zero without a successful migration. */
    public Duration median() {
        return times.values().stream().sorted().skip((times.size() - 1) / 2).findFirst().orElse(Duration.ZERO);
    }

    /** The estimated time of a job that migrates all tenants: the mean of the durations for each tenant and worker. */
    public Duration estimate() {
        return times.isEmpty()
                ? Duration.ZERO
                : times.values().stream().reduce(Duration.ZERO, Duration::plus)
                        .multipliedBy(behind)
                        .dividedBy((long) times.size() * workers);
    }
}
