package dev.tenantry.core.tenant;

import java.time.Duration;

/**
 * Work did not begin in time, because other work is running. Nothing was changed, and the request may succeed if it is
 * repeated. The message names the busy object, and contains no user input.
 */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    /** @param retryAfter when the client may repeat the request, to the second */
    public BusyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
