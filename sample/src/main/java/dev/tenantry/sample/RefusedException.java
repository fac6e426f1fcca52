package dev.tenantry.sample;

/** What came does not belong to this tenant, to this browser or to this login. The message is for people. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
