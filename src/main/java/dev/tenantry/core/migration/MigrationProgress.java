package dev.tenantry.core.migration;

/**
 * A job's progress, in tenants.
 *
 * @param total how many tenants had older schemas
 * @param skipped dropped or archived before their turn
 * @param rate tenants processed in a second, since the present server took the job over
 */
public record MigrationProgress(int total, int migrated, int failed, int skipped, double rate) {

    public int remaining() {
        return total - migrated - failed - skipped;
    }
}
