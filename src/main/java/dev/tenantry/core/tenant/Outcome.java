package dev.tenantry.core.tenant;

import java.util.Locale;

/** How an operation ended. */
public enum Outcome {
    SUCCESS,
    /**
     * The request was wrong, or the tenant's state forbids the operation. A repeated request would be refused again.
     */
    REFUSED,
    /** A failure that is not a refusal, such as an outage. An operator should look at the failure. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
