package dev.tenantry.sample;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;

/**
 * A login that a browser has begun.
 *
 * @param state comes back with the answer: the answer is to this browser's login
 * @param nonce comes back in the ID token: the token is of this login
 * @param verifier is shown with the code: whoever redeems it has begun the login (PKCE)
 */
record Attempt(State state, Nonce nonce, CodeVerifier verifier) {

    static Attempt create() {
        return new Attempt(new State(), new Nonce(), new CodeVerifier());
    }
}
