package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fine-grained admin permissions: the clerk is an administrator with rights to only some of the users. */
final class PermissionsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private static final String AUTHZ = "/clients/{permissions}/authz/resource-server";

    private final Script admin = both.admin();
    private Script clerk;

    @BeforeEach
    void peopleAndAClerkWhoMayAskForUsers() {
        both.change("", Map.of("adminPermissionsEnabled", true));
        both.find("permissions", "/clients?clientId=admin-permissions", "/0/id");
        for (String name : List.of("grace", "mary", "dorothy", "katherine")) {
            both.create("/users", Person.named(name, "First of " + name, "Last"));
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
        }
        both.create("/users", Person.named("clerk", "Cle", "Rk").withPassword("cobol-1959"));
        both.find("clerk", "/users?exact=true&username=clerk", "/0/id");
        both.create("/groups", Map.of("name", "crew"));
        both.find("crew", "/group-by-path/crew", "/id");
        both.change("/users/{mary}/groups/{crew}", Map.of());
        both.change("/users/{dorothy}/groups/{crew}", Map.of());
        both.find("query-users", "/clients/{realm-management}/roles/query-users", "/id");
        both.find("query-groups", "/clients/{realm-management}/roles/query-groups", "/id");
        admin.post("/users/{clerk}/role-mappings/clients/{realm-management}", List.of(
                Map.of("id", "{query-users}", "name", "query-users"),
                Map.of("id", "{query-groups}", "name", "query-groups")));
        clerk = both.admin("clerk", "cobol-1959");
    }

    private void policy(String name, String logic, String... users) {
        admin.post(AUTHZ + "/policy/user", Map.of("name", name, "logic", logic, "users", List.of(users)))
                .as(name, "/id");
    }

    private void permit(String name, String type, List<String> resources, List<String> scopes, String policy) {
        admin.post(AUTHZ + "/permission/scope", Map.of("name", name, "resourceType", type, "resources", resources,
                "scopes", scopes, "policies", List.of(policy))).as(name, "/id").inAnyOrder();
    }

    private void look() {
        clerk.get("/users");
        clerk.get("/users?briefRepresentation=true&first=1&max=1");
        clerk.get("/users?search=first");
        clerk.get("/users?username=mary");
        clerk.get("/users/count");
        clerk.get("/users/count?search=first");
        clerk.get("/users/count?username=mary");
    }

    @Test
    void theClerkSeesNobodyWithoutAPermission() {
        look();
        clerk.get("/users/{grace}").refused(403);
        clerk.get("/users/{nobody}").refused(404);
        clerk.get("/groups");
        clerk.get("/groups/{crew}/members").refused(403);
        clerk.post("/users", Person.named("new", "N", "New")).refused(403);
    }

    @Test
    void aPermissionForSomeUsersShowsOnlyTheseUsers() {
        policy("the clerk", "POSITIVE", "{clerk}");
        permit("see two", "Users", List.of("{grace}", "{mary}"), List.of("view"), "{the clerk}");
        look();
        clerk.get("/users/{grace}");
        clerk.get("/users/{mary}/groups");
        clerk.get("/users/{dorothy}").refused(403);
        clerk.put("/users/{grace}", Map.of("firstName", "Other")).refused(403);
        clerk.delete("/users/{grace}").refused(403);
        clerk.get("/users/{grace}/role-mappings");
        clerk.get("/users/{grace}/credentials");
        clerk.get("/users/{grace}/sessions");
        clerk.post("/users/{grace}/logout").refused(403);
    }

    @Test
    void aPermissionForAGroupShowsItsMembers() {
        policy("the clerk", "POSITIVE", "{clerk}");
        permit("see the crew", "Groups", List.of("{crew}"), List.of("view", "view-members"), "{the clerk}");
        look();
        clerk.get("/groups");
        clerk.get("/groups/{crew}");
        clerk.get("/groups/{crew}/members");
        clerk.get("/groups/{crew}/members?first=1&max=1");
        clerk.get("/users/{mary}");
        clerk.get("/users/{grace}").refused(403);
        admin.delete("/users/{mary}/groups/{crew}");
        look();
        clerk.get("/users/{mary}").refused(403);
    }

    @Test
    void aPermissionForAMemberDoesNotShowTheOrganizations() {
        both.change("", Map.of("organizationsEnabled", true));
        for (String name : List.of("navy", "nasa")) {
            both.create("/organizations", Map.of("name", name, "domains", List.of(Map.of("name", name + ".test"))));
            both.find(name, "/organizations?exact=true&search=" + name, "/0/id");
            both.create("/organizations/{" + name + "}/members", "{grace}");
        }
        policy("the clerk", "POSITIVE", "{clerk}");
        permit("see grace", "Users", List.of("{grace}"), List.of("view"), "{the clerk}");
        clerk.get("/organizations/members/{grace}/organizations").refused(403);
        both.find("query-organizations", "/clients/{realm-management}/roles/query-organizations", "/id");
        admin.post("/users/{clerk}/role-mappings/clients/{realm-management}", List.of(
                Map.of("id", "{query-organizations}", "name", "query-organizations")));
        permit("see the navy", "Organizations", List.of("{navy}"), List.of("view"), "{the clerk}");
        clerk.get("/organizations/members/{grace}/organizations");
        admin.get("/organizations/members/{grace}/organizations").inAnyOrder();
    }

    @Test
    void aPermissionForAllUsersCanExcludeOneUser() {
        policy("the clerk", "POSITIVE", "{clerk}");
        policy("not the clerk", "NEGATIVE", "{clerk}");
        permit("see all", "Users", List.of(), List.of("view"), "{the clerk}");
        look();
        permit("but not grace", "Users", List.of("{grace}"), List.of("view"), "{not the clerk}");
        look();
        clerk.get("/users/{grace}").refused(403);
        clerk.get("/users/{dorothy}");
        clerk.get("/groups/{crew}/members").refused(403);
        clerk.get("/roles/default-roles-{realm}/users").refused(403);
    }

    @Test
    void aPermissionToManageAllowsChangesOfUsers() {
        policy("the clerk", "POSITIVE", "{clerk}");
        permit("manage two", "Users", List.of("{grace}", "{mary}"),
                List.of("view", "manage", "reset-password", "manage-group-membership"), "{the clerk}");
        permit("fill the crew", "Groups", List.of("{crew}"), List.of("view", "manage-membership"), "{the clerk}");
        clerk.put("/users/{grace}", Map.of("firstName", "Other"));
        clerk.get("/users/{grace}");
        clerk.put("/users/{grace}/reset-password", Credential.password("cobol-1959"));
        clerk.put("/users/{grace}/groups/{crew}");
        clerk.get("/users/{grace}/groups");
        clerk.put("/users/{dorothy}", Map.of("firstName", "Other")).refused(403);
        clerk.delete("/users/{mary}");
        clerk.get("/users");
        clerk.get("/users/count");
    }

    @Test
    void aPermissionForAUserEndsWhenTheUserIsDeleted() {
        policy("the clerk", "POSITIVE", "{clerk}");
        permit("see two", "Users", List.of("{grace}", "{mary}"), List.of("view"), "{the clerk}");
        admin.delete("/users/{grace}");
        look();
        admin.get(AUTHZ + "/permission/scope/{see two}");
        admin.get(AUTHZ + "/policy/{see two}/resources").inAnyOrder();
        admin.get(AUTHZ + "/policy/user/{the clerk}");
        admin.delete("/users/{clerk}");
        admin.get(AUTHZ + "/policy/user/{the clerk}");
    }
}
