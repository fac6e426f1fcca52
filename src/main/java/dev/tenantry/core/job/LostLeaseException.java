package dev.tenantry.core.job;

/**
 * Thrown if a server has lost the lease of its job: the job has ended, or another server has taken the job over. The
 * transaction that throws this exception has written nothing.
 */
public final class LostLeaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LostLeaseException() {
        super("Another server has taken over the job, or the job has ended");
    }
}
