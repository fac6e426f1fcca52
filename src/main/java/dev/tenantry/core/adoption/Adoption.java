package dev.tenantry.core.adoption;

import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.TenantState;
import java.time.Instant;
import java.util.Optional;

/**
 * The present state of a job that adopts a realm or releases a tenant.
 *
 * @param operation {@link Operation#ADOPT} or {@link Operation#RELEASE}
 * @param name the realm's name when the job began
 * @param stateBefore for a release, the tenant's state when the job began; null for an adoption
 * @param enabled true if the realm was enabled when the job began
 * @param cause why the job failed; null unless the job failed
 * @param server the last server to work on the job
 * @param finishedAt when the job ended; null while the job is unfinished
 */
public record Adoption(
        String id,
        Operation operation,
        String realmId,
        String name,
        String displayName,
        TenantState stateBefore,
        boolean enabled,
        State state,
        Step step,
        Progress progress,
        String cause,
        String server,
        Instant startedAt,
        Instant finishedAt) {

    public enum State {
        RUNNING,
        DONE,
        /**
         * A step failed. If the job is requested again, it continues from the failed step. The job can also be
         * canceled.
         */
        FAILED,
        CANCELLED
    }

    /** The steps in their order. If a job is canceled, {@link #UNDO} replaces all remaining steps. */
    public enum Step {
        PREPARE,
        COPY,
        VERIFY,
        /** Once this step has begun, the job can't be canceled. */
        SWITCH,
        REMOVE,
        /** Undoes all earlier steps. */
        UNDO
    }

    /**
     * The progress of the job. All counts are numbers of users.
     *
     * @param removed the number of users removed from Keycloak's own tables in an adoption; 0 in a release, which drops
     *     the schema with all users at once
     * @param rate users per second: the average since the present server began to work on the job
     */
    public record Progress(int total, int copied, int verified, int removed, double rate) {}

    /**
     * Returns the number of steps that process each user: COPY, VERIFY and REMOVE in an adoption; COPY and VERIFY in a
     * release.
     */
    static int passes(Operation operation) {
        return operation == Operation.ADOPT ? 3 : 2;
    }

    /** Seconds until the job ends at the present rate; empty if unknown. */
    public Optional<Long> secondsLeft() {
        if (state != State.RUNNING || progress.rate <= 0) {
            return Optional.empty();
        }
        int passed = progress.copied + progress.verified + progress.removed;
        double left = progress.total - (double) passed / passes(operation);
        return Optional.of((long) Math.ceil(Math.max(0, left) / progress.rate));
    }
}
