package dev.tenantry.cli;

/**
 * Thrown if the server has not answered, or has answered that it is unavailable. The request may or may not have been
 * carried out.
 */
final class NoAnswerException extends FailedException {

    private static final long serialVersionUID = 1;

    NoAnswerException(String message) {
        super(message);
    }

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
