package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Roles and the users who have them. */
final class RolesFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void peopleAndRoles() {
        for (String name : List.of("grace", "mary", "zelda")) {
            both.create("/users", Person.named(name, "First of " + name, "Last"));
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
        }
        for (String role : List.of("sailor", "admiral", "idle")) {
            both.create("/roles", Map.of("name", role, "attributes", Map.of("stars", List.of("4"))));
            both.find(role, "/roles/" + role, "/id");
        }
        both.create("/clients/{shop}/roles", Map.of("name", "buyer"));
        both.create("/clients/{shop}/roles", Map.of("name", "clerk"));
        both.find("buyer", "/clients/{shop}/roles/buyer", "/id");
        both.find("clerk", "/clients/{shop}/roles/clerk", "/id");
    }

    private static List<Map<String, Object>> roles(String... names) {
        return List.of(names).stream()
                .map(name -> Map.<String, Object>of("id", "{" + name + "}", "name", name)).toList();
    }

    @Test
    void aRealmRoleIsMappedAndRemoved() {
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.post("/users/{grace}/role-mappings/realm", roles("sailor", "admiral"));
        admin.post("/users/{grace}/role-mappings/realm", roles("sailor"));
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm/available").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm/composite?briefRepresentation=false").inAnyOrder();
        admin.delete("/users/{grace}/role-mappings/realm", roles("sailor"));
        admin.delete("/users/{grace}/role-mappings/realm", roles("sailor"));
        admin.get("/users/{grace}/role-mappings/realm").inAnyOrder();
        admin.post("/users/{grace}/role-mappings/realm", List.of(Map.of("id", "{nothing}", "name", "nothing")))
                .refused(404);
        admin.post("/users/{grace}/role-mappings/realm", List.of(Map.of("name", "nothing"))).refused(404);
        admin.post("/users/{nobody}/role-mappings/realm", roles("sailor")).refused(404);
        admin.get("/users/{grace}");
    }

    @Test
    void aClientRoleIsMappedAndRemoved() {
        admin.get("/users/{grace}/role-mappings/clients/{shop}");
        admin.post("/users/{grace}/role-mappings/clients/{shop}", roles("buyer", "clerk"));
        admin.get("/users/{grace}/role-mappings/clients/{shop}").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{shop}/available").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{shop}/composite").inAnyOrder();
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.delete("/users/{grace}/role-mappings/clients/{shop}", roles("clerk"));
        admin.get("/users/{grace}/role-mappings/clients/{shop}").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{shop}/available").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{account}").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{account}/composite").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{nothing}").refused(404);
        admin.post("/users/{grace}/role-mappings/clients/{shop}", roles("nothing")).refused(404);
        admin.delete("/users/{grace}/role-mappings/realm");
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
    }

    @Test
    void theUsersOfARoleAreListed() {
        for (String name : List.of("zelda", "grace", "mary")) {
            admin.post("/users/{" + name + "}/role-mappings/realm", roles("admiral"));
        }
        admin.post("/users/{mary}/role-mappings/clients/{shop}", roles("buyer"));
        admin.get("/roles/admiral/users");
        admin.get("/roles/admiral/users?first=1&max=1");
        admin.get("/roles/admiral/users?first=2");
        admin.get("/roles/admiral/users?max=0");
        admin.get("/roles/admiral/users?briefRepresentation=true");
        admin.get("/roles/idle/users");
        admin.get("/roles/nothing/users").refused(404);
        admin.get("/clients/{shop}/roles/buyer/users");
        admin.get("/clients/{shop}/roles/clerk/users");
        admin.get("/roles/default-roles-{realm}/users");
        admin.delete("/users/{grace}");
        admin.get("/roles/admiral/users");
    }

    @Test
    void aUserOfACompositeRoleHasItsParts() {
        admin.post("/roles/admiral/composites", roles("sailor", "buyer"));
        admin.post("/users/{grace}/role-mappings/realm", roles("admiral"));
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm/available").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{shop}/composite").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{shop}/available").inAnyOrder();
        admin.get("/roles/sailor/users");
        admin.delete("/roles/admiral/composites", roles("sailor"));
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
    }

    @Test
    void aRemovedDefaultRoleIsNotGivenAgain() {
        both.find("defaults", "/roles/default-roles-{realm}", "/id");
        admin.delete("/users/{grace}/role-mappings/realm",
                List.of(Map.of("id", "{defaults}", "name", "default-roles-{realm}")));
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
        admin.put("/users/{grace}/reset-password", Credential.password("cobol-1959"));
        both.signIn("grace", "cobol-1959");
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
        admin.post("/roles/default-roles-{realm}/composites", roles("sailor"));
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
        admin.get("/users/{mary}/role-mappings/realm/composite").inAnyOrder();
        admin.get("/roles/default-roles-{realm}/users");
    }

    @Test
    void deletingARoleTakesTheRoleFromItsUsers() {
        admin.post("/users/{grace}/role-mappings/realm", roles("admiral", "sailor"));
        admin.post("/users/{grace}/role-mappings/clients/{shop}", roles("buyer"));
        admin.delete("/roles/admiral");
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.get("/roles/admiral/users").refused(404);
        both.create("/roles", Map.of("name", "admiral"));
        admin.get("/roles/admiral/users");
        admin.get("/users/{grace}/role-mappings/realm").inAnyOrder();
        admin.delete("/clients/{shop}/roles/buyer");
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.post("/users/{grace}/role-mappings/clients/{shop}", roles("clerk"));
        admin.delete("/clients/{shop}");
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/clients/{shop}").refused(404);
        admin.get("/users/{grace}");
    }
}
