package dev.tenantry.migration;

import java.time.Instant;

/**
 * A job that brings all tenants to a version, as it stands.
 *
 * @param stopReason null unless {@link State#STOPPED}
 * @param errorBudget how many tenants may fail before it stops; null for any number
 * @param server the process that works on it, or was the last to
 * @param finishedAt null while it runs
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
        /** Every tenant on its list has an outcome. */
        DONE,
        STOPPED
    }

    /** Seconds until it is done, should it go on as it does; null where that can't be told. */
    public Long secondsLeft() {
        return state == State.RUNNING && progress.rate() > 0
                ? (long) Math.ceil(progress.remaining() / progress.rate())
                : null;
    }
}
