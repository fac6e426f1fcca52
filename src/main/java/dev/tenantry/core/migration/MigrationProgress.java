package dev.tenantry.core.migration;

/**
 * The progress of a job, as numbers of tenants.
 *
 * @param total the number of tenants on the job's list; grows if the job finds further tenants with older schemas
 * @param skipped the number of tenants that were dropped or archived before the job reached them
 * @param rate the number of tenants per second that the present server has processed
 */
public record MigrationProgress(int total, int migrated, int failed, int skipped, double rate) {

    public int remaining() {
        return total - migrated - failed - skipped;
    }
}
