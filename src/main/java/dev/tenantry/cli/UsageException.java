package dev.tenantry.cli;

/** The command was not understood, and nothing was done: exit code 2. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
