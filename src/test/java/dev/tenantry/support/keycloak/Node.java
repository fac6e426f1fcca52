package dev.tenantry.support.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.List;
import java.util.Map;

/**
 * One server of a {@link Cluster}, with requests that an operator and an application send to it. A request to change
 * something must succeed, or the method fails.
 */
public record Node(KeycloakServer server, AdminApi admin) {

    public static final String PASSWORD = "lovelace-1815";
    private static final String APPLICATION = "shop";

    static Node of(KeycloakServer server) {
        return new Node(server, new AdminApi(
                server.url(), "master", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD));
    }

    /** Provisions a tenant with a new name and a user "ada". */
    public String provision() {
        String name = TestTenants.newName();
        provision(name);
        return name;
    }

    public void provision(String name) {
        post(TestTenants.PATH, TestTenants.request(name, "ada", PASSWORD));
        prepare(name);
    }

    /** Creates a standard realm with a new name and without users. */
    public String createStandardRealm() {
        String name = TestTenants.newName();
        post("", Map.of("realm", name, "enabled", true));
        prepare(name);
        return name;
    }

    private void prepare(String name) {
        post("/" + name + "/clients", Map.of(
                "clientId", APPLICATION, "publicClient", true, "directAccessGrantsEnabled", true));
        // Tests sign in with old passwords, and brute force protection would then block the user.
        put("/" + name, Map.of("bruteForceProtected", false, "editUsernameAllowed", true));
        merge("/" + name + "/users/profile", Map.of("unmanagedAttributePolicy", "ENABLED"));
    }

    public String addUser(String realm, String username) {
        return post("/" + realm + "/users", Map.of(
                        "username", username, "email", username + "@" + realm + ".test", "firstName", username,
                        "lastName", "Doe", "enabled", true,
                        "credentials", List.of(Map.of("type", "password", "value", PASSWORD))))
                .createdId();
    }

    public JsonNode role(String realm, String name) {
        post("/" + realm + "/roles", Map.of("name", name));
        return get("/" + realm + "/roles/" + name);
    }

    public String group(String realm, String name) {
        return post("/" + realm + "/groups", Map.of("name", name)).createdId();
    }

    public void apply(String tenant, String operation) {
        post(TestTenants.PATH + "/" + tenant + "/" + operation, null);
    }

    public void rename(String tenant, String name) {
        put(TestTenants.PATH + "/" + tenant, Map.of("name", name));
    }

    public void drop(String tenant) {
        succeeded(TestTenants.drop(admin, tenant));
    }

    public Answer tenant(String name) {
        return admin.get(TestTenants.PATH + "/" + name);
    }

    /** The status of ada's sign-in. */
    public int signIn(String realm) {
        return tokens(realm).status();
    }

    public int signIn(String realm, String username, String password) {
        return new Realm(server.url(), realm).passwordGrant(APPLICATION, username, password).status();
    }

    public Answer tokens(String realm) {
        return new Realm(server.url(), realm).passwordGrant(APPLICATION, "ada", PASSWORD);
    }

    /** The claims of ada's access token. */
    public JsonNode claims(String realm) {
        return claims(realm, "ada");
    }

    public JsonNode claims(String realm, String username) {
        Answer answer = new Realm(server.url(), realm).passwordGrant(APPLICATION, username, PASSWORD);
        return Realm.claims(succeeded(answer).json().get("access_token").asText());
    }

    public int refresh(String realm, JsonNode tokens) {
        return new Realm(server.url(), realm).token(Map.of("grant_type", "refresh_token",
                "client_id", APPLICATION, "refresh_token", tokens.get("refresh_token").asText())).status();
    }

    public int userinfo(String realm, JsonNode tokens) {
        return Http.at(server.url() + "/realms/" + realm + "/protocol/openid-connect")
                .bearer(tokens.get("access_token").asText()).get("/userinfo").status();
    }

    public Answer answer(String path) {
        return admin.get(path);
    }

    public JsonNode get(String path) {
        return succeeded(admin.get(path)).json();
    }

    public Answer post(String path, Object json) {
        return succeeded(admin.post(path, json));
    }

    public void put(String path, Object json) {
        succeeded(admin.put(path, json));
    }

    /** Changes fields of the object at the path. */
    public void merge(String path, Map<String, ?> fields) {
        ObjectNode object = (ObjectNode) get(path);
        fields.forEach(object::putPOJO);
        put(path, object);
    }

    public void delete(String path) {
        succeeded(admin.delete(path));
    }

    public void delete(String path, Object json) {
        succeeded(admin.delete(path, json));
    }

    private static Answer succeeded(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("Not done: " + answer);
        }
        return answer;
    }
}
