package dev.tenantry.server;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.utils.KeycloakSessionUtil;
import org.keycloak.utils.MediaTypeMatcher;

/** A 503, for whoever asks: Keycloak's ErrorRepresentation for programs, its error page for people in a browser. */
final class Unavailable {

    private static final String FOR_PEOPLE =
            "This is not available at the moment. Please try again in a few minutes.";

    private Unavailable() {}

    static WebApplicationException saying(String message) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        return isShownInBrowser(session)
                ? new ErrorPageException(session, Status.SERVICE_UNAVAILABLE, FOR_PEOPLE)
                : new ForPrograms(message);
    }

    /** A page is of a realm; outside of a request there is nobody to show one to. */
    private static boolean isShownInBrowser(KeycloakSession session) {
        if (session == null || session.getContext().getRealm() == null) {
            return false;
        }
        HttpRequest request = session.getContext().getHttpRequest();
        return request != null && MediaTypeMatcher.isHtmlRequest(request.getHttpHeaders());
    }

    /** With a message of its own: all that Keycloak passes on at times (UserResource.resetPassword, 26.7). */
    private static final class ForPrograms extends ErrorResponseException {

        private static final long serialVersionUID = 1;

        private final String message;

        ForPrograms(String message) {
            super(Response.status(Status.SERVICE_UNAVAILABLE)
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
