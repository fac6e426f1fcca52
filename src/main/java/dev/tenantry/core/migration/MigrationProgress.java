package dev.tenantry.core.migration;

/**
 * A job's progress, in tenants.
 *
 * @param total the number of tenants on the job's list: all tenants that had older schemas
 * @param skipped tenants that were dropped or archived before the job reached them
 * @param rate tenants processed per second since the present server took the job over
 */
public record MigrationProgress(int total, int migrated, int failed, int skipped, double rate) {

    public int remaining() {
        return total - migrated - failed - skipped;
    }
}
