package dev.tenantry.migration;

/**
 * How far a job has come, in tenants.
 *
 * @param total how many were behind
 * @param skipped dropped or archived before their turn came
 * @param rate how many have had their turn in a second, since the server that works on it took it over
 */
public record MigrationProgress(int total, int migrated, int failed, int skipped, double rate) {

    public int remaining() {
        return total - migrated - failed - skipped;
    }
}
