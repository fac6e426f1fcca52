package dev.tenantry.core.migration;

/**
 * The outcome of one tenant in a job.
 *
 * @param cause why the migration failed; null unless it failed
 */
record Turn(Outcome outcome, String cause) {

    enum Outcome {
        MIGRATED,
        FAILED,
        SKIPPED
    }

    static final Turn MIGRATED = new Turn(Outcome.MIGRATED, null);

    /** The tenant was skipped, since it was dropped or archived. An archived tenant is migrated when it is restored. */
    static final Turn SKIPPED = new Turn(Outcome.SKIPPED, null);

    static Turn failed(String cause) {
        return new Turn(Outcome.FAILED, cause);
    }
}
