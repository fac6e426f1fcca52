package dev.tenantry.it.access;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;

/** A user of realm master. */
record MasterUser(KeycloakUnderTest keycloak, String id, String name) {

    private static final String PASSWORD = "operator-secret";

    /** Creates a user with these realm roles of master. */
    static MasterUser with(KeycloakUnderTest keycloak, String... roles) {
        String name = "op-" + TestTenants.newName();
        String id = keycloak.admin().post("/master/users", Map.of(
                "username", name,
                "email", name + "@master.test",
                "firstName", "Olga",
                "lastName", "Operator",
                "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", PASSWORD)))).createdId();
        for (String role : roles) {
            Object found = keycloak.admin().get("/master/roles/" + role).json();
            keycloak.admin().post("/master/users/" + id + "/role-mappings/realm", List.of(found)).requiring(204);
        }
        return new MasterUser(keycloak, id, name);
    }

    /** The admin API, called by this user with a new token. */
    AdminApi api() {
        return new AdminApi(keycloak.server().url(), "master", name, PASSWORD);
    }
}
