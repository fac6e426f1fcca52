package dev.tenantry.server;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.ErrorResponse;
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
                : ErrorResponse.error(message, Status.SERVICE_UNAVAILABLE);
    }

    /** A page is of a realm; outside of a request there is nobody to show one to. */
    private static boolean isShownInBrowser(KeycloakSession session) {
        if (session == null || session.getContext().getRealm() == null) {
            return false;
        }
        HttpRequest request = session.getContext().getHttpRequest();
        return request != null && MediaTypeMatcher.isHtmlRequest(request.getHttpHeaders());
    }
}
