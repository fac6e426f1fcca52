package dev.tenantry.core.adoption;

/** The job has ended, or another server has taken it over. Nothing was written. */
public final class LostClaimException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LostClaimException() {
        super("Another server has taken over the job, or the job has ended");
    }
}
