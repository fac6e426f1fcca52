package dev.tenantry.core.job;

/**
 * Thrown if the job has ended, or if another server has taken the job over. The transaction that throws it has written
 * nothing.
 */
public final class LostLeaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LostLeaseException() {
        super("Another server has taken over the job, or the job has ended");
    }
}
