package dev.tenantry.it.fidelity;

import static dev.tenantry.it.fidelity.ScimUsers.operation;
import static dev.tenantry.it.fidelity.ScimUsers.patch;

import dev.tenantry.it.PreviewServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fine-grained admin permissions: a SCIM service with rights to only some of the users. */
final class ScimPermissionsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms(PreviewServer::get);

    private static final String AUTHZ = "/clients/{permissions}/authz/resource-server";

    private final Script admin = both.admin();
    private Script scim;

    @BeforeEach
    void peopleAndAService() {
        both.change("", Map.of("adminPermissionsEnabled", true));
        both.find("permissions", "/clients?clientId=admin-permissions", "/0/id");
        for (String group : List.of("crew", "staff")) {
            both.create("/groups", Map.of("name", group));
            both.find(group, "/group-by-path/" + group, "/id");
        }
        for (String name : List.of("grace", "mary", "dorothy", "katherine")) {
            both.create("/users", Person.named(name, "First of " + name, "Last"));
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
        }
        both.change("/users/{mary}/groups/{crew}", Map.of());
        both.change("/users/{dorothy}/groups/{crew}", Map.of());
        both.change("/users/{dorothy}/groups/{staff}", Map.of());
        scim = both.scim("query-users", "query-groups");
    }

    private void policy(String name, String logic) {
        admin.post(AUTHZ + "/policy/user", Map.of("name", name, "logic", logic, "users", List.of("{identity}")))
                .as(name, "/id");
    }

    private void permit(String name, String type, List<String> resources, List<String> scopes, String policy) {
        admin.post(AUTHZ + "/permission/scope", Map.of("name", name, "resourceType", type, "resources", resources,
                "scopes", scopes, "policies", List.of(policy))).as(name, "/id").inAnyOrder();
    }

    private void look() {
        scim.get("/Users").eitherWay();
        scim.get("/Users?startIndex=2&count=1").eitherWay();
        for (String filter : List.of("userName pr", "userName eq \"mary\"", "not (userName eq \"mary\")",
                "name.givenName sw \"First\" or userName eq \"ada\"", "groups.value eq \"{crew}\"",
                "groups.value ne \"{crew}\"", "groups pr", "nothing eq \"x\"")) {
            scim.get("/Users", "filter", filter).eitherWay();
            scim.get("/Users?startIndex=2&count=1", "filter", filter).eitherWay();
        }
        scim.get("/Groups").eitherWay();
        scim.get("/Groups", "filter", "displayName pr").eitherWay();
        for (String one : List.of("/Users/{grace}", "/Users/{mary}", "/Users/{ada}", "/Groups/{crew}",
                "/Groups/{crew}?attributes=members", "/Users/{mary}?attributes=groups")) {
            scim.get(one).eitherWay();
        }
        scim.patch("/Users/{grace}", patch(operation("replace", "name.familyName", "Other"))).eitherWay();
        scim.patch("/Users/{katherine}", patch(operation("replace", "name.familyName", "Other"))).eitherWay();
        scim.patch("/Groups/{crew}", patch(operation("add", "members", List.of(Map.of("value", "{grace}"))))).eitherWay();
        scim.post("/Users", ScimUsers.user("new")).eitherWay();
    }

    /** The realms differ for a service that sees groups but not their members: see {@link ScimDeviationsIT}. */
    private void lookForGroupsOfMembers() {
        for (String filter : List.of("members.value eq \"{mary}\"", "members.value eq \"{grace}\"",
                "members[value eq \"{mary}\"] and displayName pr")) {
            scim.get("/Groups", "filter", filter).eitherWay();
        }
    }

    @Test
    void aServiceWithoutAPermissionGetsTheSameAnswers() {
        look();
        lookForGroupsOfMembers();
    }

    @Test
    void aServiceThatMayViewSomeUsersGetsTheSameAnswers() {
        policy("the service", "POSITIVE");
        permit("see two", "Users", List.of("{grace}", "{mary}"), List.of("view"), "{the service}");
        look();
        lookForGroupsOfMembers();
    }

    @Test
    void aServiceThatMayManageSomeUsersGetsTheSameAnswers() {
        policy("the service", "POSITIVE");
        permit("manage two", "Users", List.of("{grace}", "{mary}"), List.of("view", "manage", "manage-group-membership"),
                "{the service}");
        permit("fill the crew", "Groups", List.of("{crew}"), List.of("view", "manage-membership", "view-members"),
                "{the service}");
        look();
        lookForGroupsOfMembers();
    }

    @Test
    void aServiceThatMayViewAGroupGetsTheSameAnswers() {
        policy("the service", "POSITIVE");
        permit("see the crew", "Groups", List.of("{crew}"), List.of("view", "view-members", "manage-members"),
                "{the service}");
        look();
        lookForGroupsOfMembers();
    }

    @Test
    void aServiceThatMayManageAllUsersButOneGetsTheSameAnswers() {
        policy("the service", "POSITIVE");
        policy("not the service", "NEGATIVE");
        permit("manage all", "Users", List.of(), List.of("view", "manage"), "{the service}");
        permit("but not grace", "Users", List.of("{grace}"), List.of("view"), "{not the service}");
        permit("see groups", "Groups", List.of(), List.of("view", "manage"), "{the service}");
        look();
    }
}
