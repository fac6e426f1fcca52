package dev.tenantry.core.migration;

/**
 * The outcome of one tenant in a job.
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

    /** The tenant was dropped or archived; restoring an archived tenant migrates it. */
    static final Turn SKIPPED = new Turn(Outcome.SKIPPED, null);

    static Turn failed(String cause) {
        return new Turn(Outcome.FAILED, cause);
    }
}
