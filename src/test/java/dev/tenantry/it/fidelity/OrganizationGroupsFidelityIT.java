package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hidden group by which Keycloak stores an organization's members, and the organization's own groups. */
final class OrganizationGroupsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void peopleAndOrganizations() {
        both.change("", Map.of("organizationsEnabled", true));
        for (String name : List.of("grace", "mary", "dorothy")) {
            both.create("/users", Person.named(name, "First of " + name, "Last").withPassword("cobol-1959"));
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
        }
        for (String name : List.of("navy", "nasa")) {
            both.create("/organizations", Map.of("name", name, "domains", List.of(Map.of("name", name + ".test"))));
            both.find(name, "/organizations?exact=true&search=" + name, "/0/id");
        }
    }

    @Test
    void theHiddenGroupOfAnOrganizationIsNotListed() {
        both.create("/groups", Map.of("name", "crew"));
        both.find("crew", "/group-by-path/crew", "/id");
        both.change("/users/{grace}/groups/{crew}", Map.of());
        both.create("/organizations/{navy}/members", "{grace}");
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}/groups/count");
        admin.get("/users/{grace}/groups?search=navy");
        admin.get("/users/{grace}/groups/count?search=navy");
        admin.get("/groups");
        admin.get("/groups/count");
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        both.account("grace", "cobol-1959").get("/groups");
    }

    @Test
    void anOrganizationHasGroupsOfItsOwn() {
        both.create("/organizations/{navy}/members", "{grace}");
        both.create("/organizations/{navy}/members", "{mary}");
        admin.post("/organizations/{navy}/groups", Map.of("name", "officers")).as("officers");
        admin.get("/organizations/{navy}/groups");
        admin.put("/organizations/{navy}/groups/{officers}/members/{grace}");
        admin.put("/organizations/{navy}/groups/{officers}/members/{dorothy}").refused(400);
        admin.get("/organizations/{navy}/groups/{officers}/members");
        admin.get("/organizations/{navy}/groups/{officers}/members?briefRepresentation=true&first=0&max=1");
        admin.get("/organizations/{navy}/members/{grace}/groups");
        admin.get("/organizations/{navy}/members/{grace}/groups?search=off");
        admin.get("/organizations/{navy}/members/{mary}/groups");
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}/groups/count");
        admin.delete("/organizations/{navy}/groups/{officers}/members/{grace}");
        admin.get("/organizations/{navy}/groups/{officers}/members");
        admin.put("/organizations/{navy}/groups/{officers}/members/{mary}");
        admin.delete("/organizations/{navy}/members/{mary}");
        admin.get("/organizations/{navy}/groups/{officers}/members");
    }
}
