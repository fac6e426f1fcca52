package dev.tenantry.keycloak.session;

import dev.tenantry.core.tenant.BusyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;

/** A 503: Keycloak's ErrorRepresentation for programs, its error page for people in a browser. */
final class Unavailable {

    private static final String FOR_PEOPLE =
            "This is not available at the moment. Please try again in a few minutes.";

    private Unavailable() {}

    static WebApplicationException saying(String message) {
        return Refusal.of(Status.SERVICE_UNAVAILABLE, message, FOR_PEOPLE);
    }

    /** Like {@link #saying(String)}, with a Retry-After header. */
    static WebApplicationException saying(BusyException busy) {
        return Refusal.busy(busy, FOR_PEOPLE);
    }
}
