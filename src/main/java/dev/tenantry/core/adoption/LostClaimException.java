package dev.tenantry.core.adoption;

/**
 * Thrown if the job has ended, or if another server has taken the job over. The transaction that throws it has written
 * nothing.
 */
public final class LostClaimException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LostClaimException() {
        super("Another server has taken over the job, or the job has ended");
    }
}
