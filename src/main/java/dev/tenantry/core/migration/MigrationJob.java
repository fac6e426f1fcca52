package dev.tenantry.core.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * The present state of a job that migrates all tenants.
 *
 * @param version the schema version to which the job migrates tenants
 * @param stopReason why the job stopped before its end; null unless the state is {@link State#STOPPED}
 * @param errorBudget the number of failed tenants that the job tolerates. If more tenants fail, the job stops. If null,
 *     the job tolerates any number
 * @param server the server that works on the job or was the last to work on the job
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
        /** The job has ended: an outcome is stored for each tenant on the job's list. */
        DONE,
        /** The job stopped before its end; see {@link StopReason}. */
        STOPPED
    }

    /**
     * Returns the estimated number of seconds until the job ends, at the present rate. Empty if the job is not running,
     * or if no tenant has been processed since the present server began its work on the job.
     */
    public Optional<Long> secondsLeft() {
        return state == State.RUNNING && progress.rate() > 0
                ? Optional.of((long) Math.ceil(progress.remaining() / progress.rate()))
                : Optional.empty();
    }
}
