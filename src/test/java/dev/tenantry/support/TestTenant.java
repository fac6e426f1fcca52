package dev.tenantry.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A provisioned tenant, with what tests ask of its realm, its schema and its applications. */
public record TestTenant(KeycloakUnderTest keycloak, String id, String name, String schema, String firstUserId) {

    /** A public application that people sign in to by password grant or by the login form. */
    public static final String APPLICATION = "shop";

    public static final String REDIRECT_URI = "http://localhost/shop";

    /** A confidential service that the application's tokens are meant for. */
    public static final String SERVICE = "orders";

    public static final String SERVICE_SECRET = "orders-secret";

    static TestTenant of(KeycloakUnderTest keycloak, JsonNode representation) {
        return new TestTenant(
                keycloak,
                representation.get("id").asText(),
                representation.get("name").asText(),
                representation.get("schema").asText(),
                representation.get("user").get("id").asText());
    }

    public Realm realm() {
        return new Realm(keycloak.server().url(), name);
    }

    /** The status and tokens of a password grant through the application. */
    public Answer signIn(String username, String password) {
        return realm().passwordGrant(APPLICATION, username, password);
    }

    /** A request to the admin API of this tenant's realm by master's admin; the path begins with a slash or is "". */
    public Answer get(String path) {
        return keycloak.admin().get("/" + name + path);
    }

    public Answer post(String path, Object json) {
        return keycloak.admin().post("/" + name + path, json);
    }

    public Answer put(String path, Object json) {
        return keycloak.admin().put("/" + name + path, json);
    }

    public Answer delete(String path) {
        return keycloak.admin().delete("/" + name + path);
    }

    /** How many rows of the tenant's own table meet the condition. */
    public long count(String table, String condition) {
        return keycloak.database()
                .<Number>value("select count(*) from \"" + schema + "\"." + table + " where " + condition)
                .longValue();
    }

    void registerApplications() {
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
