package dev.tenantry.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;

/**
 * How the application shows who it is (RFC 7523): it signs with a key whose public half it publishes, and every
 * tenant's realm is told that address. So there is no secret for each tenant, and nothing to be told to the
 * application when a tenant comes.
 *
 * <p>A new key for each start, which Keycloak fetches when it meets it. An application that runs several processes
 * gives all of them one key, or publishes all keys.
 */
final class ClientKey {

    private static final int BITS = 2048;

    private final RSAKey key;

    private ClientKey(RSAKey key) {
        this.key = key;
    }

    static ClientKey create() {
        try {
            return new ClientKey(new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half, as JSON. */
    String published() {
        return new JWKSet(key).toPublicJWKSet().toString();
    }

    /** For one request to this issuer, and no other. */
    ClientAuthentication authentication(ClientID client, Issuer issuer) {
        try {
            return new PrivateKeyJWT(new JWTAuthenticationClaimsSet(client, new Audience(issuer)),
                    JWSAlgorithm.RS256, key.toPrivateKey(), key.getKeyID(), null);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
