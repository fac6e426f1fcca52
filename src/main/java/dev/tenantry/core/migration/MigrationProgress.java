package dev.tenantry.core.migration;

/**
 * The progress of a job, as numbers of tenants.
 *
 * @param total the number of tenants on the job's list: the tenants whose schemas were older than the job's version
 *     when the job began, and tenants with such schemas that the job found later
 * @param skipped the number of tenants that were dropped or archived before the job reached them
 * @param rate the number of tenants processed per second, since the present server began its work on the job
 */
public record MigrationProgress(int total, int migrated, int failed, int skipped, double rate) {

    public int remaining() {
        return total - migrated - failed - skipped;
    }
}
