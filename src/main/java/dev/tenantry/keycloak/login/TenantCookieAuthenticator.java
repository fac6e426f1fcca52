package dev.tenantry.keycloak.login;

import jakarta.ws.rs.WebApplicationException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's own cookie step of the login, which has the same id. If the look-up of the cookie's user fails,
 * the browser gets a response with the real cause, such as a 503. Keycloak's own step would hide the cause: the browser
 * would get an error about invalid credentials or about an identity provider
 * (AuthenticationProcessor.handleBrowserException, called by AuthorizationEndpointBase, 26.7).
 */
public final class TenantCookieAuthenticator extends CookieAuthenticatorFactory {

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new CookieAuthenticator() {
            @Override
            public void authenticate(AuthenticationFlowContext context) {
                try {
                    super.authenticate(context);
                } catch (WebApplicationException refusal) {
                    context.forceChallenge(refusal.getResponse());
                }
            }
        };
    }
}
