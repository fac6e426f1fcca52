package dev.tenantry.keycloak.session;

import dev.tenantry.core.tenant.BusyException;
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
 * Failures with an HTTP status that Keycloak passes on: as ErrorRepresentation to programs, as an error page to
 * browsers.
 */
public final class Refusal {

    private static final String CHANGED_MEANWHILE = "Something was changed at the same time. Please try again.";

    private Refusal() {}

    /** A 404: another request has removed the user since this one found the user. */
    public static WebApplicationException userNotFound() {
        return of(Status.NOT_FOUND, "User not found", CHANGED_MEANWHILE);
    }

    /** A 409 that names the conflict. */
    public static WebApplicationException conflict(String message) {
        return of(Status.CONFLICT, message, CHANGED_MEANWHILE);
    }

    static WebApplicationException of(Status status, String forPrograms, String forPeople) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        return isShownInBrowser(session)
                ? new ErrorPageException(session, status, forPeople)
                : new ForPrograms(Response.status(status), forPrograms);
    }

    /** A 503 with the time after which to retry. */
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
     * Runs Keycloak code that wraps any failure into one of its own with another status, and rethrows a refusal
     * unchanged.
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

    /** An error page belongs to a realm; outside of a request there is none. */
    private static boolean isShownInBrowser(KeycloakSession session) {
        if (session == null || session.getContext().getRealm() == null) {
            return false;
        }
        HttpRequest request = session.getContext().getHttpRequest();
        return request != null && MediaTypeMatcher.isHtmlRequest(request.getHttpHeaders());
    }

    /**
     * Sets the exception's message, because Keycloak sometimes passes on the message only (PasswordCredentialProvider,
     * 26.7).
     */
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
