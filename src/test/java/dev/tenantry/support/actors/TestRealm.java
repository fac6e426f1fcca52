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
 * A realm with a first user who administers it and two applications, a tenant's or a standard realm: what tests do with
 * either, so that the two can be compared. Paths begin with a slash or are "".
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

    /** The status and tokens of a password grant through the application. */
    default Answer signIn(String username, String password) {
        return realm().passwordGrant(APPLICATION, username, password);
    }

    /** New tokens of the application for those it has. */
    default Answer refresh(JsonNode tokens) {
        return realm().token(Map.of("grant_type", "refresh_token", "client_id", APPLICATION,
                "refresh_token", tokens.get("refresh_token").asText()));
    }

    /** A new browser at the page that follows the login form of the application, or back at the application. */
    default LoginBrowser signInByForm(String username, String password) {
        LoginBrowser browser = new LoginBrowser(realm());
        browser.authorize(APPLICATION, REDIRECT_URI);
        browser.submit(username, password);
        return browser;
    }

    /** The account REST API, used by whom the application's tokens stand for. */
    default Http account(JsonNode tokens) {
        return Http.at(realm().issuer() + "/account").bearer(tokens.get("access_token").asText());
    }

    /** A request to the admin API of this realm by master's admin. */
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

    /** A further user, who may sign in at once; returns the id. */
    default String addUser(String username, String password) {
        return created(post("/users", Map.of(
                "username", username,
                "email", username + "@" + name() + ".test",
                "firstName", "Grace",
                "lastName", "Hopper",
                "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", password))))).createdId();
    }

    /** The JSON object at a path, put back with these fields changed. */
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

    /** To be called once for a new realm. */
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
