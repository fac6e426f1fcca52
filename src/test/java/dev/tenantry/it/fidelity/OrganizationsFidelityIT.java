package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Organizations and their members. */
final class OrganizationsFidelityIT {

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
    void membersAreAddedListedAndRemoved() {
        admin.get("/organizations/{navy}/members");
        admin.get("/organizations/{navy}/members/count");
        for (String name : List.of("mary", "grace", "dorothy")) {
            admin.post("/organizations/{navy}/members", "{" + name + "}");
        }
        admin.post("/organizations/{navy}/members", "{grace}").refused(409);
        admin.post("/organizations/{navy}/members", "{nobody}").refused(404);
        admin.get("/organizations/{navy}/members");
        admin.get("/organizations/{navy}/members?briefRepresentation=false");
        admin.get("/organizations/{navy}/members/count");
        admin.get("/organizations/{navy}/members/{grace}");
        admin.delete("/organizations/{navy}/members/{grace}");
        admin.delete("/organizations/{navy}/members/{grace}").refused(404);
        admin.get("/organizations/{navy}/members/{grace}").refused(404);
        admin.get("/organizations/{navy}/members");
        admin.get("/organizations/{navy}/members/count");
        admin.get("/users/{grace}");
    }

    @Test
    void membersAreFoundByNameAndListedInPages() {
        for (String name : List.of("mary", "grace", "dorothy")) {
            both.create("/organizations/{navy}/members", "{" + name + "}");
        }
        for (String query : List.of("search=ra", "search=GRACE", "search=grace&exact=true", "search=gra&exact=true",
                "search=grace@example.test&exact=true", "search=@example", "search=nobody", "search=last",
                "first=1&max=1", "first=2", "max=2", "search=a&first=1&max=1", "membershipType=UNMANAGED",
                "membershipType=MANAGED", "membershipType=unmanaged&search=mary")) {
            admin.get("/organizations/{navy}/members?" + query);
        }
        admin.get("/organizations/{nasa}/members?search=grace");
    }

    @Test
    void theOrganizationsOfAMemberAreListed() {
        both.create("/organizations/{navy}/members", "{grace}");
        both.create("/organizations/{nasa}/members", "{grace}");
        both.create("/organizations/{nasa}/members", "{mary}");
        admin.get("/organizations/{navy}/members/{grace}/organizations").inAnyOrder();
        admin.get("/organizations/members/{grace}/organizations").inAnyOrder();
        admin.get("/organizations/members/{grace}/organizations?briefRepresentation=false").inAnyOrder();
        admin.get("/organizations/members/{dorothy}/organizations");
        admin.get("/organizations/members/{nobody}/organizations").refused(404);
        admin.get("/organizations/{navy}/members/{mary}/organizations").refused(404);
        both.claims("of a member", realm -> realm.token(Map.of("grant_type", "password", "client_id", "shop",
                "scope", "openid organization:*", "username", "grace", "password", "cobol-1959"))).inAnyOrder();
        both.claims("of a member of one", realm -> realm.token(Map.of("grant_type", "password", "client_id", "shop",
                "scope", "openid organization", "username", "mary", "password", "cobol-1959"))).inAnyOrder();
        both.account("grace", "cobol-1959").get("/organizations").inAnyOrder();
    }

    @Test
    void invitationsNeedAMailServer() {
        both.create("/organizations/{navy}/members", "{grace}");
        String members = "/organizations/{navy}/members";
        admin.postForm(members + "/invite-user", Map.of("email", "new@example.test")).refused(500);
        admin.postForm(members + "/invite-user", Map.of("email", "mary@example.test")).refused(500);
        admin.postForm(members + "/invite-user", Map.of("email", "grace@example.test")).refused(409);
        admin.postForm(members + "/invite-user", Map.of("email", "no address")).refused(400);
        admin.postForm(members + "/invite-user", Map.of("email", "")).refused(400);
        admin.postForm(members + "/invite-existing-user", Map.of("id", "{mary}")).refused(500);
        admin.postForm(members + "/invite-existing-user", Map.of("id", "{nobody}")).refused(400);
        admin.postForm(members + "/invite-existing-user", Map.of("id", "")).refused(400);
        admin.get("/organizations/{navy}/invitations");
    }

    @Test
    void deletingAnOrganizationKeepsItsMembersAsUsers() {
        both.create("/organizations/{navy}/members", "{grace}");
        both.create("/organizations/{nasa}/members", "{grace}");
        admin.delete("/organizations/{navy}");
        admin.get("/users/{grace}");
        admin.get("/users/{grace}/groups");
        admin.get("/users/{grace}/groups/count");
        admin.get("/organizations/members/{grace}/organizations");
        admin.delete("/users/{grace}");
        admin.get("/organizations/{nasa}/members");
        admin.get("/organizations/{nasa}/members/count");
        admin.get("/organizations/{navy}/members").refused(404);
    }

    @Test
    void aDisabledOrganizationStillListsItsMembers() {
        both.create("/organizations/{navy}/members", "{grace}");
        admin.put("/organizations/{navy}", Map.of("name", "navy", "enabled", false,
                "domains", List.of(Map.of("name", "navy.test"))));
        admin.get("/organizations/{navy}/members");
        admin.get("/organizations/members/{grace}/organizations");
        admin.get("/users/{grace}");
        both.signIn("grace", "cobol-1959");
    }
}
