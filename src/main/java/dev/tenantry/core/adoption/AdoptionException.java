package dev.tenantry.core.adoption;

/**
 * Thrown if a job can't continue until an operator has removed the cause. The message names the cause, and contains no
 * personal data.
 */
public final class AdoptionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AdoptionException(String message) {
        super(message);
    }
}
