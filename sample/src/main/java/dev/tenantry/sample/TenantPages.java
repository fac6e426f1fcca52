package dev.tenantry.sample;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What the application does at one tenant's address: a page for whoever has signed in, the login, an API. */
final class TenantPages {

    private final Issuers issuers;
    private final ClientKey key;
    private final Sessions sessions = new Sessions();

    TenantPages(Issuers issuers, ClientKey key) {
        this.issuers = issuers;
        this.key = key;
    }

    /** {@code GET /}: the page, or the way to Keycloak and back. */
    void home(Exchange exchange, Tenant tenant) throws IOException, UnknownTenantException, UnavailableException {
        Optional<Person> person = sessions.person(tenant, exchange.session());
        if (person.isPresent()) {
            exchange.html(200, Page.home(tenant, person.get()));
            return;
        }
        TenantIssuer issuer = issuers.of(tenant);
        Attempt attempt = Attempt.create();
        exchange.setSession(tenant, sessions.begin(tenant, attempt));
        exchange.redirect(issuer.login(attempt, tenant.callback()));
    }

    /** {@code GET /callback}: back from Keycloak, with a code. */
    void callback(Exchange exchange, Tenant tenant)
            throws IOException, UnknownTenantException, UnavailableException, RefusedException {
        Attempt attempt = sessions.takeAttempt(tenant, exchange.session())
                .orElseThrow(() -> new RefusedException("No login of this browser is under way here"));
        TenantIssuer issuer = issuers.of(tenant);
        AuthorizationCode code = code(tenant.callback(), exchange.address().getRawQuery(), attempt, issuer);
        Person person = issuer.redeem(code, attempt, tenant.callback(), key);
        exchange.setSession(tenant, sessions.signIn(tenant, person));
        exchange.redirect(tenant.home());
    }

    private static AuthorizationCode code(URI callback, String query, Attempt attempt, TenantIssuer issuer)
            throws RefusedException {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(
                    callback, URLUtils.parseParameters(query));
        } catch (ParseException e) {
            throw new RefusedException("Not an answer to a login", e);
        }
        if (!attempt.state().equals(response.getState())) {
            throw new RefusedException("An answer to another login");
        }
        if (!issuer.is(response.getIssuer())) {
            throw new RefusedException("An answer of another issuer");
        }
        if (!response.indicatesSuccess()) {
            throw new RefusedException("Keycloak says: " + response.toErrorResponse().getErrorObject().getCode());
        }
        return response.toSuccessResponse().getAuthorizationCode();
    }

    /** {@code POST /logout}: ends the session here, and by way of the browser at Keycloak. */
    void logout(Exchange exchange, Tenant tenant) throws IOException, UnknownTenantException, UnavailableException {
        Optional<Person> person = sessions.person(tenant, exchange.session());
        sessions.end(tenant, exchange.session());
        exchange.clearSession(tenant);
        exchange.redirect(person.isPresent()
                ? issuers.of(tenant).logout(person.get().idToken(), tenant.home())
                : tenant.home());
    }

    /** {@code GET /api/me}: for programs, which bring an access token in place of a session. */
    void me(Exchange exchange, Tenant tenant)
            throws IOException, UnknownTenantException, UnavailableException {
        String header = exchange.header("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            exchange.json(401, "{}");
            return;
        }
        try {
            JWTClaimsSet claims = issuers.of(tenant).holder(header.substring("Bearer ".length()));
            exchange.json(200, JSONObjectUtils.toJSONString(Map.of(
                    "tenant", tenant.name(), "username", claims.getClaim("preferred_username"))));
        } catch (RefusedException refused) {
            exchange.json(401, "{}");
        }
    }
}
