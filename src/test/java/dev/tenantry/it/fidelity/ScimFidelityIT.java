package dev.tenantry.it.fidelity;

import static dev.tenantry.it.fidelity.ScimUsers.operation;
import static dev.tenantry.it.fidelity.ScimUsers.patch;
import static dev.tenantry.it.fidelity.ScimUsers.user;

import dev.tenantry.it.PreviewServer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An identity management system creates, reads, changes and deletes users and groups by SCIM. */
final class ScimFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms(PreviewServer::get);

    private final Script admin = both.admin();

    private Script service() {
        both.change("/users/profile", ScimUsers.profile());
        return both.scim("manage-users");
    }

    @Test
    void aNewUserIsReadBackAsItWasWritten() {
        Script scim = service();
        scim.post("/Users", user("grace")).as("grace", "/id");
        scim.get("/Users/{grace}");
        scim.get("/Users/{grace}?attributes=userName");
        scim.get("/Users/{grace}?attributes=groups");
        scim.get("/Users/{grace}?excludedAttributes=name,emails");
        admin.get("/users/{grace}");
        scim.post("/Users", user("MARY", Map.of("externalId", "E-1", "title", "Captain", "nickName", "Ma",
                "userType", "Employee", "displayName", "Mary J.",
                "schemas", List.of(ScimUsers.CORE, ScimUsers.ENTERPRISE),
                ScimUsers.ENTERPRISE, Map.of("department", "Wind Tunnel")))).as("mary", "/id");
        scim.get("/Users/{mary}");
        admin.get("/users/{mary}");
        scim.post("/Users", Map.of("schemas", List.of(ScimUsers.CORE), "userName", "bare")).eitherWay();
        scim.post("/Users", Map.of("userName", "schemaless")).eitherWay();
        scim.post("/Users", user("off", Map.of("active", false))).as("off", "/id");
        admin.get("/users/{off}");
        scim.post("/Users", user("secret", Map.of("password", "analytical-engine-1"))).eitherWay();
        scim.get("/Users");
    }

    @Test
    void invalidRequestsAreRefusedForTheSameReasons() {
        Script scim = service();
        scim.post("/Users", user("grace"));
        scim.post("/Users", user("grace")).refused(409);
        scim.post("/Users", user("GRACE", Map.of("emails", List.of(Map.of("value", "other@example.test"))))).refused(409);
        scim.post("/Users", user("x", Map.of("id", "chosen"))).refused(400);
        scim.post("/Users", user("x", Map.of("nothing", "here"))).eitherWay();
        scim.post("/Users", user("x", Map.of("emails", List.of(Map.of("value", "no address"))))).eitherWay();
        scim.post("/Users", user("a b<c>")).eitherWay();
        scim.post("/Users", Map.of()).eitherWay();
        scim.post("/Users", List.of()).eitherWay();
        scim.post("/Users", Map.of("schemas", List.of("urn:nobody"), "userName", "x")).eitherWay();
        scim.get("/Users");
        scim.get("/Users/{nobody}").refused(404);
        scim.get("/Users/{identity}").eitherWay();
        scim.get("/Nothing").eitherWay();
        scim.delete("/Users/{nobody}").refused(404);
        scim.patch("/Users/{nobody}", patch(operation("replace", "active", false))).refused(404);
        scim.put("/Users/{nobody}", user("nobody")).refused(404);
    }

    @Test
    void aUserIsReplaced() {
        Script scim = service();
        scim.post("/Users", user("grace", Map.of("title", "Admiral", "externalId", "g-1"))).as("grace", "/id");
        scim.put("/Users/{grace}", user("grace", Map.of("id", "{grace}", "name",
                Map.of("givenName", "Brewster", "familyName", "Hopper"))));
        scim.get("/Users/{grace}");
        admin.get("/users/{grace}");
        scim.put("/Users/{grace}", user("grace", Map.of("id", "{grace}", "active", false)));
        admin.get("/users/{grace}");
        scim.put("/Users/{grace}", user("grace", Map.of("id", "{nobody}"))).refused(400);
        scim.put("/Users/{grace}", user("grace")).refused(400);
        scim.put("/Users/{grace}", user("renamed", Map.of("id", "{grace}"))).eitherWay();
        scim.put("/Users/{grace}", Map.of("id", "{grace}", "userName", "grace")).eitherWay();
        scim.put("/Users/{grace}", user("grace", Map.of("id", "{grace}",
                "emails", List.of(Map.of("value", "no address"))))).eitherWay();
        scim.get("/Users/{grace}");
        admin.get("/users/{grace}");
    }

    @Test
    void aUserIsPatched() {
        Script scim = service();
        scim.post("/Users", user("grace", Map.of("title", "Admiral"))).as("grace", "/id");
        scim.post("/Users", user("mary")).as("mary", "/id");
        both.create("/groups", Map.of("name", "crew"));
        both.find("crew", "/group-by-path/crew", "/id");
        List<Map<String, Object>> accepted = List.of(
                operation("replace", "active", false),
                operation("replace", null, Map.of("active", true)),
                operation("Replace", "active", "False"),
                operation("Replace", null, Map.of("active", "True")),
                operation("add", "title", "Captain"),
                operation("Add", "title", "Commodore"),
                operation("replace", "name.givenName", "Brewster"),
                operation("replace", "name", Map.of("givenName", "Grace", "familyName", "Murray")),
                operation("replace", null, Map.of("name.familyName", "Hopper")),
                operation("replace", "emails[type eq \"work\"].value", "work@example.test"),
                operation("Add", "emails[type eq \"home\"].value", "home@example.test"),
                operation("replace", "emails", List.of(Map.of("value", "new@example.test", "primary", true))),
                operation("replace", "emails.value", "again@example.test"),
                operation("replace", ScimUsers.CORE + ":nickName", "Amazing"),
                operation("replace", ScimUsers.ENTERPRISE + ":department", "Navy"),
                operation("add", "externalId", "g-1"),
                operation("remove", "title", null),
                operation("Remove", "nickName", null),
                operation("remove", "emails[type eq \"work\"]", null),
                operation("remove", "emails", null),
                operation("add", "groups", List.of(Map.of("value", "{crew}"))),
                operation("remove", "groups[value eq \"{crew}\"]", null));
        for (Map<String, Object> operation : accepted) {
            scim.patch("/Users/{grace}", patch(operation));
            readGrace(scim);
        }
        List<Map<String, Object>> unusual = List.of(
                operation("replace", "userName", "renamed"),
                operation("replace", "nothing", "x"),
                operation("replace", "nothing[x eq \"y\"].z", "x"),
                operation("nonsense", "title", "x"),
                operation("replace", "emails", List.of(Map.of("value", "no address"))),
                operation("replace", "active", "perhaps"),
                operation("remove", null, null),
                operation("add", "groups", List.of(Map.of("value", "{nobody}"))),
                operation("replace", "meta.created", "2011-05-13T04:42:34Z"),
                operation("replace", "id", "chosen"));
        for (Map<String, Object> operation : unusual) {
            scim.patch("/Users/{grace}", patch(operation)).eitherWay();
            readGrace(scim);
        }
        scim.patch("/Users/{grace}", patch(operation("replace", "title", "One"), operation("replace", "nothing", "x"),
                operation("replace", "nickName", "Two"))).eitherWay();
        scim.patch("/Users/{grace}", Map.of("Operations", List.of(operation("replace", "title", "x")))).eitherWay();
        scim.patch("/Users/{grace}", Map.of("schemas", List.of("urn:nobody"), "Operations", List.of())).eitherWay();
        scim.patch("/Users/{grace}", patch()).eitherWay();
        scim.patch("/Users/{grace}", Map.of()).eitherWay();
        scim.get("/Users/{grace}");
    }

    private void readGrace(Script scim) {
        scim.get("/Users/{grace}?attributes=userName,name,emails,active,title,nickName,externalId,groups,"
                + ScimUsers.ENTERPRISE + ":department");
        admin.get("/users/{grace}");
    }

    /** The requests that end a user's sessions in a standard realm also end them in a tenant's realm. */
    @Test
    void aDeactivatedOrDeletedUserIsSignedOut() {
        Script scim = service();
        for (String name : List.of("grace", "mary", "dorothy")) {
            both.create("/users", Person.named(name, "First", "Last").withPassword("cobol-1959"));
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
            both.signIn(name, "cobol-1959");
            Script account = both.account(name, "cobol-1959");
            admin.get("/users/{" + name + "}/sessions").inAnyOrder();
            switch (name) {
                case "grace" -> scim.patch("/Users/{grace}", patch(operation("replace", "active", false)));
                case "mary" -> scim.put("/Users/{mary}", user("mary", Map.of("id", "{mary}", "active", false)));
                default -> scim.delete("/Users/{dorothy}");
            }
            account.get("/?userProfileMetadata=false").eitherWay();
            admin.get("/users/{" + name + "}/sessions").eitherWay().inAnyOrder();
            both.signIn(name, "cobol-1959").refused(400);
        }
        scim.patch("/Users/{grace}", patch(operation("replace", "active", true)));
        both.signIn("grace", "cobol-1959");
        admin.get("/client-session-stats").inAnyOrder();
    }

    @Test
    void groupsAndTheirMembersAreChanged() {
        Script scim = service();
        for (String name : List.of("grace", "mary", "dorothy")) {
            scim.post("/Users", user(name)).as(name, "/id");
        }
        scim.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP), "displayName", "crew", "externalId", "c-1"))
                .as("crew", "/id");
        scim.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP), "displayName", "staff",
                "members", List.of(Map.of("value", "{grace}")))).as("staff", "/id").eitherWay();
        scim.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP), "displayName", "crew")).eitherWay();
        scim.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP))).eitherWay();
        List<Map<String, Object>> accepted = List.of(
                operation("add", "members", List.of(Map.of("value", "{grace}"), Map.of("value", "{mary}"))),
                operation("Add", "members", List.of(Map.of("value", "{dorothy}", "display", "dorothy"))),
                operation("remove", "members[value eq \"{grace}\"]", null),
                operation("Remove", "members", List.of(Map.of("value", "{mary}"))),
                operation("replace", "members", List.of(Map.of("value", "{grace}"))),
                operation("add", null, Map.of("members", List.of(Map.of("value", "{mary}")))),
                operation("replace", "displayName", "Crew 2"),
                operation("remove", "members", null));
        for (Map<String, Object> operation : accepted) {
            scim.patch("/Groups/{crew}", patch(operation));
            readCrew(scim);
        }
        List<Map<String, Object>> unusual = List.of(
                operation("add", "members", List.of(Map.of("value", "{nobody}"))),
                operation("add", "members", List.of(Map.of("value", "{identity}"))),
                operation("remove", "members[value eq \"{nobody}\"]", null),
                operation("remove", "members[display eq \"grace\"]", null),
                operation("replace", null, Map.of("displayName", "Crew 3", "id", "{crew}")),
                operation("replace", "externalId", "c-2"),
                operation("replace", "nothing", "x"));
        for (Map<String, Object> operation : unusual) {
            scim.patch("/Groups/{crew}", patch(operation)).eitherWay();
            readCrew(scim);
        }
        scim.put("/Groups/{crew}", Map.of("schemas", List.of(ScimUsers.GROUP), "id", "{crew}", "displayName", "crew 4"))
                .eitherWay();
        scim.put("/Groups/{crew}", Map.of("schemas", List.of(ScimUsers.GROUP), "id", "{crew}", "displayName", "crew 5",
                "members", List.of(Map.of("value", "{mary}")))).eitherWay();
        scim.get("/Groups/{crew}?attributes=displayName,members");
        scim.get("/Groups");
        scim.get("/Groups?attributes=members");
        scim.get("/Users/{grace}?attributes=groups");
        scim.delete("/Groups/{crew}");
        scim.delete("/Groups/{crew}").refused(404);
        scim.get("/Users/{grace}?attributes=groups");
        scim.delete("/Users/{grace}");
        scim.get("/Groups?attributes=members");
    }

    private void readCrew(Script scim) {
        scim.get("/Groups/{crew}?attributes=displayName,members,externalId").inAnyOrder();
        admin.get("/groups/{crew}/members");
    }

    @Test
    void theDescriptionsOfTheServiceAreEqual() {
        Script scim = service();
        scim.get("/ServiceProviderConfig");
        scim.get("/Schemas").inAnyOrder();
        scim.get("/ResourceTypes").inAnyOrder();
    }

    /** docs/guides/scim.md names the role that a service needs. */
    @Test
    void aServiceNeedsARole() {
        for (String role : Arrays.asList("view-users", "query-users", "manage-users", "view-realm", "manage-realm",
                "query-groups", "realm-admin")) {
            Script scim = both.scim(role);
            scim.get("/Users").eitherWay();
            scim.get("/Users", "filter", "userName eq \"ada\"").eitherWay();
            scim.get("/Users/{ada}").eitherWay();
            scim.get("/Groups").eitherWay();
            scim.post("/Users", user("of-" + role)).eitherWay();
            scim.patch("/Users/{ada}", patch(operation("replace", "name.familyName", "Of " + role))).eitherWay();
            scim.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP), "displayName", "of " + role)).eitherWay();
            scim.get("/Schemas").eitherWay();
            both.dropScim();
        }
        Script reader = both.scim("view-users");
        reader.get("/Users", "filter", "userName eq \"ada\"").as("ada", "/Resources/0/id");
        reader.get("/Groups");
        reader.post("/Users", user("unwritten")).refused(403);
        reader.delete("/Users/{ada}").refused(403);
        both.dropScim();
        Script writer = both.scim("manage-users");
        writer.post("/Users", user("written")).as("written", "/id");
        writer.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP), "displayName", "written")).as("group", "/id");
        writer.patch("/Groups/{group}", patch(operation("add", "members", List.of(Map.of("value", "{written}")))));
        writer.delete("/Users/{written}");
    }
}
