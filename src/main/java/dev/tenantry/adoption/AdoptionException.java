package dev.tenantry.adoption;

/** A job can't go on before somebody has looked at it. The message says why, without personal data. */
public final class AdoptionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AdoptionException(String message) {
        super(message);
    }
}
