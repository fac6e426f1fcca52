package dev.tenantry.core.tenant;

import java.util.Locale;

/** How an operation ended. */
public enum Outcome {
    SUCCESS,
    /** The request or the tenant's state was at fault: a repeated request is refused again. */
    REFUSED,
    /** Any other failure, such as an outage, which an operator should look at. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
