package dev.tenantry.keycloak.session;

import dev.tenantry.core.tenant.BusyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;

/** Makes 503 answers: Keycloak's ErrorRepresentation for programs, Keycloak's error page for browsers. */
final class Unavailable {

    private static final String FOR_PEOPLE =
            "This is not available at the moment. Please try again in a few minutes.";

    private Unavailable() {}

    static WebApplicationException saying(String message) {
        return Refusal.of(Status.SERVICE_UNAVAILABLE, message, FOR_PEOPLE);
    }

    /** Returns a 503 answer with the header Retry-After. */
    static WebApplicationException saying(BusyException busy) {
        return Refusal.busy(busy, FOR_PEOPLE);
    }
}
