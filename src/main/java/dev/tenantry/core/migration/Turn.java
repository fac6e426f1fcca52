package dev.tenantry.core.migration;

/**
 * The outcome of one tenant's migration in a job.
 *
 * @param cause why the migration failed; null unless the outcome is {@link Outcome#FAILED}
 */
record Turn(Outcome outcome, String cause) {

    enum Outcome {
        MIGRATED,
        FAILED,
        SKIPPED
    }

    static final Turn MIGRATED = new Turn(Outcome.MIGRATED, null);

    /** The job skipped the tenant, since the tenant was dropped or archived. */
    static final Turn SKIPPED = new Turn(Outcome.SKIPPED, null);

    static Turn failed(String cause) {
        return new Turn(Outcome.FAILED, cause);
    }
}
