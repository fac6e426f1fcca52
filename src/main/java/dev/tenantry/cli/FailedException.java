package dev.tenantry.cli;

/**
 * Thrown if the server has refused a request, or if a command has failed. The program ends with exit code 1. Each line
 * of the message is one reason.
 */
class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FailedException(String message) {
        super(message);
    }

    FailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
