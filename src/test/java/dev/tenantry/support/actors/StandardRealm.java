package dev.tenantry.support.actors;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A realm whose users are in Keycloak's own tables. The realm is created from the template of the tenants. */
public record StandardRealm(KeycloakUnderTest keycloak, String id, String name, String firstUserId)
        implements TestRealm {

    private static final Path TEMPLATE = Path.of("realm-export", "default.json");

    /**
     * Creates a realm with a new name. The first user is equal to the one that {@link TestTenants#provision(String,
     * String)} would create.
     */
    public static StandardRealm create(KeycloakUnderTest keycloak, String username, String password) {
        String name = TestTenants.newName();
        created(keycloak.admin().postRaw("", template(name)));
        String id = keycloak.admin().get("/" + name).json().get("id").asText();
        Object user = TestTenants.request(name, username, password).get("user");
        String userId = created(keycloak.admin().post("/" + name + "/users", enabled((Map<?, ?>) user))).createdId();
        StandardRealm realm = new StandardRealm(keycloak, id, name, userId);
        realm.grantRealmAdmin();
        realm.registerApplications();
        return realm;
    }

    private void grantRealmAdmin() {
        String client = get("/clients?clientId=realm-management").json().get(0).get("id").asText();
        Object role = get("/clients/" + client + "/roles/realm-admin").json();
        int status = post("/users/" + firstUserId + "/role-mappings/clients/" + client, List.of(role)).status();
        if (status != 204) {
            throw new IllegalStateException("The first user did not become the realm's admin: " + status);
        }
    }

    private static Map<Object, Object> enabled(Map<?, ?> user) {
        Map<Object, Object> enabled = new HashMap<>(user);
        enabled.put("enabled", true);
        return enabled;
    }

    private static String template(String name) {
        try {
            return Files.readString(TEMPLATE).replace("${name}", name).replace("${displayName}", "Tenant " + name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Answer created(Answer answer) {
        if (answer.status() != 201) {
            throw new IllegalStateException("Not created: " + answer);
        }
        return answer;
    }
}
