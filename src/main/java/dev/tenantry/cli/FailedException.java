package dev.tenantry.cli;

/** What was asked for was refused or has failed: exit code 1. Each line of the message is one reason. */
class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FailedException(String message) {
        super(message);
    }

    FailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
