package dev.tenantry.cli;

/** Thrown if the server has refused a request. */
final class RefusedException extends FailedException {

    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status the HTTP status */
    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    boolean is(int other) {
        return status == other;
    }

    /**
     * True if the server refused the caller's token or roles. The server would refuse the caller's other requests too.
     */
    boolean isOfCaller() {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }
}
