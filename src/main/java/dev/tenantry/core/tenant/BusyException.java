package dev.tenantry.core.tenant;

import java.time.Duration;

/**
 * The requested work could not begin in time, because other work is running. Nothing was changed, and the request may
 * succeed if it is repeated. The message names the busy object, and contains no user input.
 */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    /** @param retryAfter the time after which the client may repeat the request; in whole seconds */
    public BusyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
