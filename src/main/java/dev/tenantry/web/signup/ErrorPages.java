package dev.tenantry.web.signup;

import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The error pages that all public forms use. */
final class ErrorPages {

    private static final long SECONDS_IN_A_MINUTE = 60;

    private ErrorPages() {}

    /** The answer to a form that was sent from another site's page. */
    static Page foreign(PageRequest request, String title) {
        return Page.notice(request, title, "tenantsForeign").status(Response.Status.FORBIDDEN);
    }

    static Page tooMany(PageRequest request, String title, Duration wait) {
        return Page.notice(request, title, "tenantsTooMany",
                        (wait.toSeconds() + SECONDS_IN_A_MINUTE - 1) / SECONDS_IN_A_MINUTE)
                .retryAfter(wait);
    }
}
