package dev.tenantry.cli;

/** Nothing came back, or that the server can't serve just now: whether anything was done is not known. */
final class NoAnswerException extends FailedException {

    private static final long serialVersionUID = 1;

    NoAnswerException(String message) {
        super(message);
    }

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
