package dev.tenantry.support.actors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;

/**
 * A realm of a tenant or a standard realm, with a first user who administers the realm and with two applications. Tests
 * can do the same with both kinds, so that the kinds can be compared. Paths begin with a slash or are "".
 */
public interface TestRealm {

    /** A public application that people sign in to by password grant or by the login form. */
    String APPLICATION = "shop";

    String REDIRECT_URI = "http://localhost/shop";

    /** A confidential service that the application's tokens are meant for. */
    String SERVICE = "orders";

    String SERVICE_SECRET = "orders-secret";

    KeycloakUnderTest keycloak();

    String id();

    String name();

    String firstUserId();

    default Realm realm() {
        return new Realm(keycloak().server().url(), name());
    }

    /** Requests tokens for a username and password, as the application. */
    default Answer signIn(String username, String password) {
        return realm().passwordGrant(APPLICATION, username, password);
    }

    /** Requests new tokens for the refresh token of the application. */
    default Answer refresh(JsonNode tokens) {
        return realm().token(Map.of("grant_type", "refresh_token", "client_id", APPLICATION,
                "refresh_token", tokens.get("refresh_token").asText()));
    }

    /**
     * Signs in by the login form of the application in a new browser. Returns the browser, which shows the page after
     * the form or is back at the application.
     */
    default LoginBrowser signInByForm(String username, String password) {
        LoginBrowser browser = new LoginBrowser(realm());
        browser.authorize(APPLICATION, REDIRECT_URI);
        browser.submit(username, password);
        return browser;
    }

    /** The account REST API, called with the application's access token of a user. */
    default Http account(JsonNode tokens) {
        return Http.at(realm().issuer() + "/account").bearer(tokens.get("access_token").asText());
    }

    /** Sends a request to the admin API of this realm as master's admin. */
    default Answer get(String path) {
        return keycloak().admin().get("/" + name() + path);
    }

    default Answer post(String path, Object json) {
        return keycloak().admin().post("/" + name() + path, json);
    }

    default Answer put(String path, Object json) {
        return keycloak().admin().put("/" + name() + path, json);
    }

    default Answer delete(String path) {
        return keycloak().admin().delete("/" + name() + path);
    }

    default Answer delete(String path, Object json) {
        return keycloak().admin().delete("/" + name() + path, json);
    }

    /** Adds a user who may sign in at once. Returns the id of the user. */
    default String addUser(String username, String password) {
        return created(post("/users", Map.of(
                "username", username,
                "email", username + "@" + name() + ".test",
                "firstName", "Grace",
                "lastName", "Hopper",
                "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", password))))).createdId();
    }

    /** Reads the JSON object at a path, changes these fields, and puts the object back. */
    default void change(String path, Map<String, ?> fields) {
        ObjectNode object = (ObjectNode) get(path).json();
        fields.forEach(object::putPOJO);
        Answer answer = put(path, object);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("Not changed: " + answer);
        }
    }

    /** The internal id of a client, by which the admin API addresses it. */
    default String clientUuid(String clientId) {
        return get("/clients?clientId=" + clientId).json().get(0).get("id").asText();
    }

    /** Registers the two applications. To be called once for each new realm. */
    default void registerApplications() {
        created(post("/clients", Map.of(
                "clientId", APPLICATION,
                "publicClient", true,
                "directAccessGrantsEnabled", true,
                "redirectUris", List.of(REDIRECT_URI),
                "protocolMappers", List.of(Map.of(
                        "name", "audience",
                        "protocol", "openid-connect",
                        "protocolMapper", "oidc-audience-mapper",
                        "config", Map.of("included.client.audience", SERVICE, "access.token.claim", "true"))))));
        created(post("/clients", Map.of(
                "clientId", SERVICE,
                "secret", SERVICE_SECRET,
                "serviceAccountsEnabled", false,
                "standardFlowEnabled", false)));
    }

    private static Answer created(Answer answer) {
        if (answer.status() != 201) {
            throw new IllegalStateException("Not created: " + answer);
        }
        return answer;
    }
}
