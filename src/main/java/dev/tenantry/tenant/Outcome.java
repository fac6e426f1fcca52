package dev.tenantry.tenant;

import java.util.Locale;

/** How something that was asked for has ended. */
public enum Outcome {
    SUCCESS,
    /** The request was at fault, or the tenant's state: asked again, it is refused again. */
    REFUSED,
    /** Everything else, such as an outage: somebody should look. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
