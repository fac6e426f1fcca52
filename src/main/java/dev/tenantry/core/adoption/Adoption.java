package dev.tenantry.core.adoption;

import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.TenantState;
import java.time.Instant;

/**
 * The present state of a job that adopts a realm or releases a tenant.
 *
 * @param operation {@link Operation#ADOPT} or {@link Operation#RELEASE}
 * @param name of the realm when the job began
 * @param stateBefore of the released tenant when the job began; null for an adoption
 * @param enabled true if the realm was enabled when the job began
 * @param cause of a failure, else null
 * @param server the process that works on the job, or did last
 * @param finishedAt null while the job runs
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
        /** The job continues from its step if it is requested again, or can be canceled. */
        FAILED,
        CANCELLED
    }

    /** In order; the last step replaces the steps from {@link #SWITCH} on. */
    public enum Step {
        PREPARE,
        COPY,
        VERIFY,
        /** From here on the job can't be canceled. */
        SWITCH,
        REMOVE,
        /** Undoes all earlier steps. */
        UNDO
    }

    /**
     * The job's progress, in users.
     *
     * @param removed from the store they came from; a release removes all at once, with the schema
     * @param rate users in a second through all steps, since the present server took the job over
     */
    public record Progress(int total, int copied, int verified, int removed, double rate) {}

    /** How often each user is processed. */
    static int passes(Operation operation) {
        return operation == Operation.ADOPT ? 3 : 2;
    }

    /** Seconds until the end at the present rate; null if unknown. */
    public Long secondsLeft() {
        if (state != State.RUNNING || progress.rate <= 0) {
            return null;
        }
        int passed = progress.copied + progress.verified + progress.removed;
        double left = progress.total - (double) passed / passes(operation);
        return (long) Math.ceil(Math.max(0, left) / progress.rate);
    }
}
