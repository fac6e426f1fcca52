package dev.tenantry.keycloak.session;

import dev.tenantry.core.tenant.BusyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.utils.KeycloakSessionUtil;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * Makes exceptions with an HTTP status that Keycloak passes on. Programs get an ErrorRepresentation; browsers get an
 * error page.
 */
public final class Refusal {

    private static final String CHANGED_MEANWHILE = "Something was changed at the same time. Please try again.";

    private Refusal() {}

    /** Returns a 404 for a user whom another request has removed since this request found the user. */
    public static WebApplicationException userNotFound() {
        return of(Status.NOT_FOUND, "User not found", CHANGED_MEANWHILE);
    }

    /** Returns a 409 with a message that names the conflict. */
    public static WebApplicationException conflict(String message) {
        return of(Status.CONFLICT, message, CHANGED_MEANWHILE);
    }

    static WebApplicationException of(Status status, String forPrograms, String forPeople) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        return isShownInBrowser(session)
                ? new ErrorPageException(session, status, forPeople)
                : new ForPrograms(Response.status(status), forPrograms);
    }

    /** Returns a 503 with the header Retry-After. */
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
     * Runs code of Keycloak that wraps every exception. If the wrapped exception is a refusal, throws the refusal
     * itself, so that the caller gets the refusal's HTTP status.
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

    /** True if the caller is a browser and the session has a realm. Each error page belongs to a realm. */
    private static boolean isShownInBrowser(KeycloakSession session) {
        if (session == null || session.getContext().getRealm() == null) {
            return false;
        }
        return CurrentRequest.of(session)
                .filter(request -> MediaTypeMatcher.isHtmlRequest(request.getHttpHeaders()))
                .isPresent();
    }

    /**
     * A refusal that a program receives. Sets the exception's message in addition to the response, because Keycloak
     * sometimes passes on only the message (PasswordCredentialProvider, 26.7).
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
