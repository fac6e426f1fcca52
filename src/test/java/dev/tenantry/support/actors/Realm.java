package dev.tenantry.support.actors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The requests that an application sends to one realm, for tokens and about tokens. Immutable and safe for use by
 * several threads.
 */
public record Realm(String serverUrl, String name) {

    public String issuer() {
        return serverUrl + "/realms/" + name;
    }

    /** The address to which the application sends a browser to sign in. */
    public String authorizationEndpoint() {
        return issuer() + "/protocol/openid-connect/auth";
    }

    /** The address to which the application sends a browser to register. */
    public String registrationEndpoint() {
        return issuer() + "/protocol/openid-connect/registrations";
    }

    /** Requests tokens for a username and password, as a public client that allows this grant. */
    public Answer passwordGrant(String clientId, String username, String password) {
        return token(Map.of("grant_type", "password", "client_id", clientId, "scope", "openid",
                "username", username, "password", password));
    }

    /** Requests tokens for a username and password, as a confidential client. */
    public Answer passwordGrant(String clientId, String clientSecret, String username, String password) {
        return token(Map.of("grant_type", "password", "client_id", clientId, "client_secret", clientSecret,
                "scope", "openid", "username", username, "password", password));
    }

    /** Sends any other request for tokens. */
    public Answer token(Map<String, String> fields) {
        return protocol().postForm("/token", fields);
    }

    /**
     * Returns the claims of the user of the token. Fails if Keycloak refuses the token. Keycloak refuses the tokens of
     * admin-cli, which are lightweight.
     */
    public JsonNode userinfo(String accessToken) {
        Answer answer = protocol().bearer(accessToken).get("/userinfo");
        if (answer.status() != 200) {
            throw new IllegalStateException("userinfo: " + answer.status() + " " + answer.body());
        }
        return answer.json();
    }

    /**
     * Returns what Keycloak tells a confidential client about a token. The field "active" is true only if the client is
     * in the audience of the token.
     */
    public JsonNode introspect(String clientId, String clientSecret, String token) {
        Answer answer = protocol().postForm("/token/introspect",
                Map.of("client_id", clientId, "client_secret", clientSecret, "token", token));
        if (answer.status() != 200) {
            throw new IllegalStateException("introspection: " + answer.status() + " " + answer.body());
        }
        return answer.json();
    }

    /** The claims inside a token. Does not check the signature. */
    public static JsonNode claims(String jwt) {
        byte[] claims = Base64.getUrlDecoder().decode(jwt.split("\\.")[1]);
        try {
            return Http.JSON.readTree(new String(claims, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON web token", e);
        }
    }

    private Http protocol() {
        return Http.at(issuer() + "/protocol/openid-connect");
    }
}
