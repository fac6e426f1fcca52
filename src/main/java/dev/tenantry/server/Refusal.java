package dev.tenantry.server;

import dev.tenantry.tenant.BusyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.Supplier;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.utils.KeycloakSessionUtil;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * Failures that carry their own HTTP status through Keycloak: Keycloak's ErrorRepresentation for programs, its error page
 * for people in a browser.
 */
public final class Refusal {

    private static final String CHANGED_MEANWHILE = "Something was changed at the same time. Please try again.";

    private Refusal() {}

    /** A 404: another request has removed the user since this one found the user. */
    public static WebApplicationException userNotFound() {
        return of(Status.NOT_FOUND, "User not found", CHANGED_MEANWHILE);
    }

    /** A 409 that names what is in the way. */
    public static WebApplicationException conflict(String message) {
        return of(Status.CONFLICT, message, CHANGED_MEANWHILE);
    }

    static WebApplicationException of(Status status, String forPrograms, String forPeople) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        return isShownInBrowser(session)
                ? new ErrorPageException(session, status, forPeople)
                : new ForPrograms(Response.status(status), forPrograms);
    }

    /** A 503 that says when to ask again. */
    static WebApplicationException busy(BusyException busy, String forPeople) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        long retryAfter = busy.retryAfter().toSeconds();
        return isShownInBrowser(session)
                ? new ErrorPageException(Response.fromResponse(
                                ErrorPage.error(session, null, Status.SERVICE_UNAVAILABLE, forPeople))
                        .header(HttpHeaders.RETRY_AFTER, retryAfter)
                        .build())
                : new ForPrograms(Response.status(Status.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, retryAfter), busy.getMessage());
    }

    /**
     * Runs work of Keycloak's that wraps any failure into one of its own, with another status, and throws a refusal as it
     * was.
     */
    public static <T> T unwrapped(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            if (!(failure instanceof WebApplicationException)
                    && failure.getCause() instanceof WebApplicationException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    /** A page is of a realm; outside of a request there is none to show. */
    private static boolean isShownInBrowser(KeycloakSession session) {
        if (session == null || session.getContext().getRealm() == null) {
            return false;
        }
        HttpRequest request = session.getContext().getHttpRequest();
        return request != null && MediaTypeMatcher.isHtmlRequest(request.getHttpHeaders());
    }

    /** With a message of its own: all that Keycloak passes on at times (PasswordCredentialProvider, 26.7). */
    private static final class ForPrograms extends ErrorResponseException {

        private static final long serialVersionUID = 1;

        private final String message;

        ForPrograms(Response.ResponseBuilder response, String message) {
            super(response
                    .entity(representation(message))
                    .type(MediaType.APPLICATION_JSON)
                    .build());
            this.message = message;
        }

        private static ErrorRepresentation representation(String message) {
            ErrorRepresentation error = new ErrorRepresentation();
            error.setErrorMessage(message);
            return error;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
