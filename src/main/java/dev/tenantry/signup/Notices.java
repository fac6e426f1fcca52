package dev.tenantry.signup;

import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** What every form of ours may have to say. */
final class Notices {

    private static final long SECONDS_IN_A_MINUTE = 60;

    private Notices() {}

    /** The form was sent by another site's page. */
    static Page foreign(Visit visit, String title) {
        return Page.notice(visit, title, "tenantsForeign").status(Response.Status.FORBIDDEN);
    }

    /** The sender has sent too many. */
    static Page tooMany(Visit visit, String title, Duration wait) {
        return Page.notice(visit, title, "tenantsTooMany",
                        (wait.toSeconds() + SECONDS_IN_A_MINUTE - 1) / SECONDS_IN_A_MINUTE)
                .retryAfter(wait);
    }
}
