package dev.tenantry.keycloak.session;

import jakarta.enterprise.context.ContextNotActiveException;
import java.util.Optional;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;

/** Finds the HTTP request for which a session works. */
public final class CurrentRequest {

    private CurrentRequest() {}

    /**
     * Returns the session's HTTP request; empty if the session works without a request. Periodic tasks, imports at the
     * server's start, and {@code kc.sh import} have no request. Keycloak then throws an exception instead of returning
     * null (DefaultKeycloakContext.getHttpRequest, 26.7).
     */
    public static Optional<HttpRequest> of(KeycloakSession session) {
        try {
            return Optional.ofNullable(session.getContext().getHttpRequest());
        } catch (ContextNotActiveException none) {
            return Optional.empty();
        }
    }
}
