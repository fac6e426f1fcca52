package dev.tenantry.migration;

/**
 * What has come of one tenant's turn in a job.
 *
 * @param cause of a failure, else null
 */
record Turn(Outcome outcome, String cause) {

    enum Outcome {
        MIGRATED,
        FAILED,
        SKIPPED
    }

    static final Turn MIGRATED = new Turn(Outcome.MIGRATED, null);

    /** The tenant is not there any more, or archived: restoring it will migrate it. */
    static final Turn SKIPPED = new Turn(Outcome.SKIPPED, null);

    static Turn failed(String cause) {
        return new Turn(Outcome.FAILED, cause);
    }
}
