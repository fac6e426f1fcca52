package dev.tenantry.signup;

import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The messages that all public forms share. */
final class ErrorPages {

    private static final long SECONDS_IN_A_MINUTE = 60;

    private ErrorPages() {}

    /** The form was sent by another site's page. */
    static Page foreign(PageRequest visit, String title) {
        return Page.notice(visit, title, "tenantsForeign").status(Response.Status.FORBIDDEN);
    }

    /** The sender has sent too many. */
    static Page tooMany(PageRequest visit, String title, Duration wait) {
        return Page.notice(visit, title, "tenantsTooMany",
                        (wait.toSeconds() + SECONDS_IN_A_MINUTE - 1) / SECONDS_IN_A_MINUTE)
                .retryAfter(wait);
    }
}
