package dev.tenantry.adoption;

import dev.tenantry.tenant.Operation;
import dev.tenantry.tenant.TenantState;
import java.time.Instant;

/**
 * A job that adopts a realm or releases a tenant, as it stands.
 *
 * @param operation {@link Operation#ADOPT} or {@link Operation#RELEASE}
 * @param name of the realm, when the job began
 * @param stateBefore of the tenant that is released, when the job began; null for an adoption
 * @param enabled whether the realm was then
 * @param cause of a failure, else null
 * @param server the process that works on it, or was the last to
 * @param finishedAt null while it runs
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
        /** It goes on from where it is once it is asked for again, or can be canceled. */
        FAILED,
        CANCELLED
    }

    /** In order; the last one comes in place of those from {@link #SWITCH} on. */
    public enum Step {
        PREPARE,
        COPY,
        VERIFY,
        /** From here on the job can't be canceled. */
        SWITCH,
        REMOVE,
        /** What was done so far is undone. */
        UNDO
    }

    /**
     * How far the job has come, in users.
     *
     * @param removed from where they were; in a release that is done at once, with the schema
     * @param rate users in a second through all steps, since the server that works on it took it over
     */
    public record Progress(int total, int copied, int verified, int removed, double rate) {}

    /** How often each user is passed. */
    static int passes(Operation operation) {
        return operation == Operation.ADOPT ? 3 : 2;
    }

    /** Seconds until it is done, should it go on as it does; null where that can't be told. */
    public Long secondsLeft() {
        if (state != State.RUNNING || progress.rate <= 0) {
            return null;
        }
        int passed = progress.copied + progress.verified + progress.removed;
        double left = progress.total - (double) passed / passes(operation);
        return (long) Math.ceil(Math.max(0, left) / progress.rate);
    }
}
