package dev.tenantry.core.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * The present state of a job that migrates all tenants to a version.
 *
 * @param stopReason why the job stopped; null unless the state is {@link State#STOPPED}
 * @param errorBudget how many tenants may fail before the job stops; null for any number
 * @param server the server that works on the job, or that worked on it last
 * @param finishedAt when the job ended; null while the job runs
 */
public record MigrationJob(
        String id,
        int version,
        State state,
        StopReason stopReason,
        Integer errorBudget,
        MigrationProgress progress,
        String server,
        Instant startedAt,
        Instant finishedAt) {

    public enum State {
        RUNNING,
        /** Every tenant on the job's list has an outcome. */
        DONE,
        STOPPED
    }

    /** Seconds until the job ends at the present rate; empty if unknown. */
    public Optional<Long> secondsLeft() {
        return state == State.RUNNING && progress.rate() > 0
                ? Optional.of((long) Math.ceil(progress.remaining() / progress.rate()))
                : Optional.empty();
    }
}
