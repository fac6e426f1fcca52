package dev.tenantry.it.fidelity;

import static dev.tenantry.it.fidelity.ScimUsers.operation;
import static dev.tenantry.it.fidelity.ScimUsers.patch;

import dev.tenantry.it.PreviewServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * Lists, reads and changes users and groups. Each service may list, and sees only what its permissions show.
     *
     * @param seen the users and groups that the service may read
     * @param changed the users and groups that the service may change; "new" if the service may create users
     */
    private void look(Set<String> seen, Set<String> changed) {
        scim.get("/Users");
        scim.get("/Users?startIndex=2&count=1");
        for (String filter : List.of("userName pr", "userName eq \"mary\"", "not (userName eq \"mary\")",
                "name.givenName sw \"First\" or userName eq \"ada\"", "groups.value eq \"{crew}\"",
                "groups.value ne \"{crew}\"", "groups pr", "nothing eq \"x\"")) {
            scim.get("/Users", "filter", filter);
            scim.get("/Users?startIndex=2&count=1", "filter", filter);
        }
        scim.get("/Groups");
        scim.get("/Groups", "filter", "displayName pr");
        for (String user : List.of("grace", "mary", "ada")) {
            expect(seen.contains(user), scim.get("/Users/{" + user + "}"));
        }
        expect(seen.contains("crew"), scim.get("/Groups/{crew}"));
        expect(seen.contains("crew"), scim.get("/Groups/{crew}?attributes=members"));
        expect(seen.contains("mary"), scim.get("/Users/{mary}?attributes=groups"));
        for (String user : List.of("grace", "katherine")) {
            expect(changed.contains(user),
                    scim.patch("/Users/{" + user + "}", patch(operation("replace", "name.familyName", "Other"))));
        }
        expect(changed.contains("crew"), scim.patch("/Groups/{crew}",
                patch(operation("add", "members", List.of(Map.of("value", "{grace}"))))));
        expect(changed.contains("new"), scim.post("/Users", ScimUsers.user("new")));
    }

    private static void expect(boolean isAllowed, Compared answers) {
        if (!isAllowed) {
            answers.refused(403);
        }
    }

    /** The realms differ for a service that sees groups but not their members: see {@link ScimDeviationsIT}. */
    private void lookForGroupsOfMembers() {
        for (String filter : List.of("members.value eq \"{mary}\"", "members.value eq \"{grace}\"",
                "members[value eq \"{mary}\"] and displayName pr")) {
            scim.get("/Groups", "filter", filter);
        }
    }

    @Test
    void aServiceWithoutAPermissionReadsAndChangesNothing() {
        look(Set.of(), Set.of());
        lookForGroupsOfMembers();
    }

    @Test
    void aServiceThatMayViewSomeUsersReadsOnlyTheseUsers() {
        policy("the service", "POSITIVE");
        permit("see two", "Users", List.of("{grace}", "{mary}"), List.of("view"), "{the service}");
        look(Set.of("grace", "mary"), Set.of());
        lookForGroupsOfMembers();
    }

    @Test
    void aServiceThatMayManageSomeUsersAndAGroupChangesOnlyThese() {
        policy("the service", "POSITIVE");
        permit("manage two", "Users", List.of("{grace}", "{mary}"),
                List.of("view", "manage", "manage-group-membership"), "{the service}");
        permit("fill the crew", "Groups", List.of("{crew}"),
                List.of("view", "manage", "manage-membership", "view-members"), "{the service}");
        look(Set.of("grace", "mary", "crew"), Set.of("grace", "crew"));
        lookForGroupsOfMembers();
    }

    @Test
    void aServiceThatMayViewAGroupReadsItsMembers() {
        policy("the service", "POSITIVE");
        permit("see the crew", "Groups", List.of("{crew}"), List.of("view", "view-members", "manage-members"),
                "{the service}");
        look(Set.of("mary", "crew"), Set.of());
        lookForGroupsOfMembers();
    }

    /** The service may change groups, but not who is a member. */
    @Test
    void aServiceThatMayManageAllUsersButOneIsRefusedThatUser() {
        policy("the service", "POSITIVE");
        policy("not the service", "NEGATIVE");
        permit("manage all", "Users", List.of(), List.of("view", "manage"), "{the service}");
        permit("but not grace", "Users", List.of("{grace}"), List.of("view"), "{not the service}");
        permit("see groups", "Groups", List.of(), List.of("view", "manage"), "{the service}");
        look(Set.of("mary", "ada", "crew"), Set.of("katherine", "new"));
    }
}
