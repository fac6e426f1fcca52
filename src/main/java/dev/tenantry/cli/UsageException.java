package dev.tenantry.cli;

/** Thrown if a command is invalid. In this case nothing was changed. The program ends with exit code 2. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
