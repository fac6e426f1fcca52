package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups and their members. */
final class GroupsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void peopleAndGroups() {
        for (Person person : List.of(Person.grace(), Person.named("mary", "Mary", "Jackson"),
                Person.named("dorothy", "Dorothy", "Vaughan"), Person.named("Zelda", "Zelda", "Able"))) {
            both.create("/users", person);
        }
        for (String name : List.of("grace", "mary", "dorothy", "zelda")) {
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
        }
        for (String group : List.of("engineers", "crew", "Alpha", "empty")) {
            both.create("/groups", Map.of("name", group, "attributes", Map.of("floor", List.of("1"))));
            both.find(group, "/group-by-path/" + group, "/id");
        }
        both.create("/groups/{engineers}/children", Map.of("name", "compilers"));
        both.find("compilers", "/group-by-path/engineers/compilers", "/id");
    }

    @Test
    void usersJoinAndLeaveGroups() {
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}/groups/count");
        admin.put("/users/{grace}/groups/{engineers}");
        admin.put("/users/{grace}/groups/{compilers}");
        admin.put("/users/{grace}/groups/{crew}");
        admin.put("/users/{grace}/groups/{Alpha}");
        admin.put("/users/{grace}/groups/{crew}");
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}/groups/count");
        admin.get("/users/{grace}/groups?briefRepresentation=false");
        admin.get("/users/{grace}/groups?search=e");
        admin.get("/users/{grace}/groups?search=E");
        admin.get("/users/{grace}/groups?search=nothing");
        admin.get("/users/{grace}/groups/count?search=e");
        admin.get("/users/{grace}/groups?first=1&max=2");
        admin.get("/users/{grace}/groups?max=1");
        admin.get("/users/{grace}/groups?search=e&first=1&max=1&briefRepresentation=false");
        admin.delete("/users/{grace}/groups/{crew}");
        admin.delete("/users/{grace}/groups/{crew}");
        admin.get("/users/{grace}/groups");
        admin.put("/users/{grace}/groups/{nothing}").refused(404);
        admin.delete("/users/{grace}/groups/{nothing}").refused(404);
        admin.get("/users/{grace}");
    }

    @Test
    void aGroupListsItsMembers() {
        for (String name : List.of("zelda", "grace", "dorothy", "mary")) {
            both.change("/users/{" + name + "}/groups/{crew}", Map.of());
        }
        both.change("/users/{grace}/groups/{compilers}", Map.of());
        admin.get("/groups/{crew}/members");
        admin.get("/groups/{crew}/members?first=1&max=2");
        admin.get("/groups/{crew}/members?first=3&max=5");
        admin.get("/groups/{crew}/members?max=0");
        admin.get("/groups/{crew}/members?briefRepresentation=true");
        admin.get("/groups/{crew}/members?briefRepresentation=false");
        admin.get("/groups/{compilers}/members");
        admin.get("/groups/{engineers}/members");
        admin.get("/groups/{empty}/members");
        admin.get("/groups/{nothing}/members").refused(404);
        admin.put("/users/{mary}", Map.of("enabled", false));
        admin.get("/groups/{crew}/members");
        admin.delete("/users/{mary}");
        admin.get("/groups/{crew}/members");
    }

    @Test
    void aDeletedGroupHasNoMembers() {
        for (String group : List.of("engineers", "compilers", "crew")) {
            both.change("/users/{grace}/groups/{" + group + "}", Map.of());
        }
        admin.delete("/groups/{engineers}");
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}/groups/count");
        admin.get("/groups/{compilers}/members").refused(404);
        admin.delete("/groups/{crew}");
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}");
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
    }

    @Test
    void aMovedGroupKeepsItsMembers() {
        both.change("/users/{grace}/groups/{compilers}", Map.of());
        admin.post("/groups/{crew}/children", Map.of("id", "{compilers}", "name", "compilers"));
        admin.get("/users/{grace}/groups");
        admin.get("/groups/{compilers}/members");
        admin.put("/groups/{compilers}", Map.of("name", "Linkers"));
        admin.get("/users/{grace}/groups");
    }

    @Test
    void newUsersAreInTheDefaultGroups() {
        admin.put("/default-groups/{crew}");
        admin.put("/default-groups/{compilers}");
        admin.get("/default-groups").inAnyOrder();
        admin.post("/users", Person.named("katherine", "Katherine", "Johnson")).as("katherine");
        admin.get("/users/{katherine}/groups");
        admin.get("/users/{grace}/groups");
        admin.delete("/users/{katherine}/groups/{crew}");
        admin.get("/users/{katherine}/groups");
        admin.delete("/default-groups/{crew}");
        admin.post("/users", Person.named("sally", "Sally", "Ride").with("groups", List.of("/Alpha", "/crew")))
                .as("sally");
        admin.get("/users/{sally}/groups");
        admin.get("/groups/{compilers}/members");
    }

    @Test
    void membersOfAGroupHaveTheGroupsRoles() {
        both.create("/roles", Map.of("name", "sail"));
        both.find("sail", "/roles/sail", "/id");
        both.change("/users/{grace}/groups/{compilers}", Map.of());
        admin.post("/groups/{engineers}/role-mappings/realm", List.of(Map.of("id", "{sail}", "name", "sail")));
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm").inAnyOrder();
        admin.get("/users/{grace}/role-mappings/realm/available").inAnyOrder();
        admin.get("/roles/sail/users");
        admin.get("/roles/sail/groups");
        admin.delete("/users/{grace}/groups/{compilers}");
        admin.get("/users/{grace}/role-mappings/realm/composite").inAnyOrder();
    }
}
