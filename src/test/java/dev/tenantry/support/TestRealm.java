package dev.tenantry.support;

import java.util.List;
import java.util.Map;

/**
 * A realm with a first user who administers it and two applications, a tenant's or a stock one: what tests do with
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

    private static void created(Answer answer) {
        if (answer.status() != 201) {
            throw new IllegalStateException("Not created: " + answer);
        }
    }
}
