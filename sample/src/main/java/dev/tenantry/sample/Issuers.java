package dev.tenantry.sample;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each tenant's issuer, discovered when it is first wanted and remembered for some minutes, so that a new tenant
 * needs no restart and a login costs no discovery. Only issuers that exist are remembered: there are no more of them
 * than realms, and a tenant that was unknown a moment ago is found as soon as it is there.
 */
final class Issuers {

    /** How long Keycloak may take to answer. The library's half a second is short for one that has just started. */
    static final int TIMEOUT_MILLIS = 5_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Settings settings;
    private final Map<String, Remembered> issuers = new ConcurrentHashMap<>();

    Issuers(Settings settings) {
        this.settings = settings;
    }

    private record Remembered(TenantIssuer issuer, Instant since) {

        boolean isFresh() {
            return since.plus(REMEMBERED).isAfter(Instant.now());
        }
    }

    TenantIssuer of(Tenant tenant) throws UnknownTenantException, UnavailableException {
        Remembered remembered = issuers.get(tenant.name());
        if (remembered == null || !remembered.isFresh()) {
            remembered = new Remembered(discover(tenant.name()), Instant.now());
            issuers.put(tenant.name(), remembered);
        }
        return remembered.issuer();
    }

    private TenantIssuer discover(String name) throws UnknownTenantException, UnavailableException {
        String realm = "/realms/" + name;
        URI address = URI.create(settings.backChannel() + realm + "/.well-known/openid-configuration");
        try {
            HTTPResponse response = patient(new HTTPRequest(HTTPRequest.Method.GET, address)).send();
            if (response.getStatusCode() == HTTPResponse.SC_NOT_FOUND) {
                issuers.remove(name);
                throw new UnknownTenantException(name);
            }
            response.ensureStatusCode(HTTPResponse.SC_OK);
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
            String expected = settings.keycloak() + realm;
            if (!metadata.getIssuer().getValue().equals(expected)) {
                throw new UnavailableException("The issuer is " + metadata.getIssuer() + ", not " + expected, null);
            }
            return new TenantIssuer(metadata, new ClientID(settings.clientId()));
        } catch (IOException | ParseException failure) {
            throw new UnavailableException("No discovery of " + name, failure);
        }
    }

    /** The request, which waits for so long and goes nowhere else. */
    static HTTPRequest patient(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        return request;
    }
}
