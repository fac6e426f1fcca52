package dev.tenantry.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Set;

/**
 * The issuer of one tenant: its addresses and its keys. Whatever is asked of it concerns that tenant alone, and a
 * code or a token of another one is refused.
 */
final class TenantIssuer {

    private static final int MOST_BYTES_OF_KEYS = 50 * 1024;

    private final OIDCProviderMetadata metadata;
    private final ClientID client;
    private final IDTokenValidator idTokens;
    private final DefaultJWTProcessor<SecurityContext> accessTokens = new DefaultJWTProcessor<>();

    TenantIssuer(OIDCProviderMetadata metadata, ClientID client) throws MalformedURLException {
        this.metadata = metadata;
        this.client = client;
        var fetched = new DefaultResourceRetriever(Issuers.TIMEOUT_MILLIS, Issuers.TIMEOUT_MILLIS, MOST_BYTES_OF_KEYS);
        var keys = new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), fetched).build());
        this.idTokens = new IDTokenValidator(metadata.getIssuer(), client, keys, null);
        accessTokens.setJWSKeySelector(keys);
        accessTokens.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                client.getValue(),
                new JWTClaimsSet.Builder()
                        .issuer(metadata.getIssuer().getValue())
                        .claim("typ", "Bearer") // and no ID token, which says "ID" there
                        .build(),
                Set.of("exp", "sub", "preferred_username")));
    }

    /** What its answers to a browser's login say in the parameter iss (RFC 9207). */
    boolean is(Issuer issuer) {
        return metadata.getIssuer().equals(issuer);
    }

    /** Where a browser is sent to sign in. */
    URI login(Attempt attempt, URI callback) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, new Scope("openid"), client, callback)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(attempt.state())
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Where a browser is sent to sign out, with the tenant's other applications too. */
    URI logout(JWT idToken, URI home) {
        return new LogoutRequest(metadata.getEndSessionEndpointURI(), idToken, home, null).toURI();
    }

    /** Whose code this is. */
    Person redeem(AuthorizationCode code, Attempt attempt, URI callback, ClientKey key)
            throws RefusedException, UnavailableException {
        TokenRequest request = new TokenRequest.Builder(metadata.getTokenEndpointURI(),
                key.authentication(client, metadata.getIssuer()),
                new AuthorizationCodeGrant(code, callback, attempt.verifier())).build();
        try {
            HTTPResponse answer = Issuers.patient(request.toHTTPRequest()).send();
            if (answer.getStatusCode() >= HTTPResponse.SC_SERVER_ERROR) {
                throw new UnavailableException("No tokens for a code: " + answer.getStatusCode(), null);
            }
            TokenResponse tokens = OIDCTokenResponseParser.parse(answer);
            if (!(tokens instanceof OIDCTokenResponse granted)) {
                throw new RefusedException("Keycloak has refused the code: "
                        + tokens.toErrorResponse().getErrorObject().getCode());
            }
            JWT idToken = granted.getOIDCTokens().getIDToken();
            IDTokenClaimsSet claims = idTokens.validate(idToken, attempt.nonce());
            return new Person(claims.getSubject().getValue(), claims.getStringClaim("preferred_username"), idToken,
                    claims.getExpirationTime().toInstant());
        } catch (BadJOSEException foreign) {
            throw new RefusedException("The ID token is not of this login", foreign);
        } catch (IOException | ParseException | JOSEException failure) {
            throw new UnavailableException("No tokens for a code", failure);
        }
    }

    /** Whose access token this is, which was meant for this application. */
    JWTClaimsSet holder(String accessToken) throws RefusedException, UnavailableException {
        try {
            return accessTokens.process(accessToken, null);
        } catch (java.text.ParseException | BadJOSEException foreign) {
            throw new RefusedException("Not an access token of this tenant for this application", foreign);
        } catch (JOSEException failure) {
            throw new UnavailableException("No keys to check a token", failure);
        }
    }
}
