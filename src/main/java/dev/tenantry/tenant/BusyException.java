package dev.tenantry.tenant;

import java.time.Duration;

/**
 * Work did not begin in time, since other work is under way. Nothing was changed: the same request may succeed a little
 * later. The message names what is busy, and no value that somebody has entered.
 */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    /** @param retryAfter after which it is worth while to ask again, to the second */
    public BusyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
