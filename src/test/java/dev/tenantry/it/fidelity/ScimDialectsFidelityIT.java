package dev.tenantry.it.fidelity;

import static dev.tenantry.it.fidelity.ScimUsers.operation;
import static dev.tenantry.it.fidelity.ScimUsers.patch;

import dev.tenantry.it.PreviewServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The requests that Okta and Microsoft Entra ID document for their provisioning, in their order: Okta, "SCIM 2.0
 * protocol reference"; Microsoft, "Tutorial: develop and plan provisioning for a SCIM endpoint".
 */
final class ScimDialectsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms(PreviewServer::get);

    private final Script admin = both.admin();
    private Script scim;

    @BeforeEach
    void profileAndService() {
        both.change("/users/profile", ScimUsers.profile());
        scim = both.scim("manage-users");
    }

    @Test
    void oktaProvisionsAUser() {
        scim.get("/Users?startIndex=1&count=2");
        scim.get("/Users?startIndex=1&count=100", "filter", "userName eq \"grace@example.test\"");
        scim.post("/Users", oktasUser("grace@example.test", true)).as("grace", "/id").eitherWay();
        scim.get("/Users/{grace}");
        scim.get("/Users?startIndex=1&count=100", "filter", "userName eq \"grace@example.test\"");
        Map<String, Object> changed = oktasUser("grace@example.test", true);
        changed.put("id", "{grace}");
        changed.put("name", Map.of("givenName", "Grace", "familyName", "Murray"));
        scim.put("/Users/{grace}", changed).eitherWay();
        scim.get("/Users/{grace}");
        scim.patch("/Users/{grace}", patch(operation("replace", null, Map.of("active", false)))).eitherWay();
        scim.get("/Users/{grace}");
        admin.get("/users/{grace}");
        scim.patch("/Users/{grace}", patch(operation("replace", null, Map.of("active", true)))).eitherWay();
        admin.get("/users/{grace}");
        scim.delete("/Users/{grace}");
        scim.get("/Users/{grace}").refused(404);
        scim.get("/Users?startIndex=1&count=100", "filter", "userName eq \"grace@example.test\"");
    }

    private static Map<String, Object> oktasUser(String name, boolean active) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of(ScimUsers.CORE));
        user.put("userName", name);
        user.put("name", Map.of("givenName", "Grace", "familyName", "Hopper"));
        user.put("emails", List.of(Map.of("primary", true, "value", name, "type", "work")));
        user.put("displayName", "Grace Hopper");
        user.put("locale", "en-US");
        user.put("externalId", "00ujl29u0le5T6Aj10h7");
        user.put("groups", List.of());
        user.put("active", active);
        return user;
    }

    @Test
    void oktaPushesAGroup() {
        scim.post("/Users", oktasUser("grace@example.test", true)).as("grace", "/id").eitherWay();
        scim.post("/Users", oktasUser("mary@example.test", true)).as("mary", "/id").eitherWay();
        scim.get("/Groups?startIndex=1&count=100");
        scim.get("/Groups?startIndex=1&count=100", "filter", "displayName eq \"Test SCIMv2\"");
        scim.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP), "displayName", "Test SCIMv2",
                "members", List.of())).as("group", "/id").eitherWay();
        scim.patch("/Groups/{group}", patch(operation("replace", null, Map.of("id", "{group}",
                "displayName", "Renamed SCIMv2")))).eitherWay();
        scim.patch("/Groups/{group}", patch(
                operation("add", "members", List.of(Map.of("value", "{grace}", "display", "grace@example.test"))),
                operation("add", "members", List.of(Map.of("value", "{mary}", "display", "mary@example.test")))))
                .eitherWay();
        scim.get("/Groups/{group}");
        admin.get("/groups/{group}/members");
        scim.patch("/Groups/{group}", patch(operation("remove", "members[value eq \"{grace}\"]", null))).eitherWay();
        admin.get("/groups/{group}/members");
        scim.patch("/Groups/{group}", patch(operation("replace", "members", List.of(
                Map.of("value", "{grace}", "display", "grace@example.test"))))).eitherWay();
        admin.get("/groups/{group}/members");
        scim.delete("/Groups/{group}");
        scim.get("/Groups?startIndex=1&count=100");
    }

    @Test
    void entraProvisionsAUser() {
        scim.get("/Users", "filter", "userName eq \"1f8e2a9c-non-existing\"");
        scim.get("/Users", "filter", "externalId eq \"grace.hopper\"");
        scim.post("/Users", Map.of(
                "schemas", List.of(ScimUsers.CORE, ScimUsers.ENTERPRISE),
                "externalId", "grace.hopper",
                "userName", "grace@example.test",
                "active", true,
                "emails", List.of(Map.of("primary", true, "type", "work", "value", "grace@example.test")),
                "meta", Map.of("resourceType", "User"),
                "name", Map.of("formatted", "Grace Hopper", "familyName", "Hopper", "givenName", "Grace"),
                "roles", List.of())).eitherWay();
        Map<String, Object> user = ScimUsers.user("grace@example.test", Map.of("externalId", "grace.hopper",
                "emails", List.of(Map.of("primary", true, "type", "work", "value", "grace@example.test"))));
        scim.post("/Users", user).as("grace", "/id").eitherWay();
        scim.get("/Users", "filter", "userName eq \"grace@example.test\"").as("grace", "/Resources/0/id");
        scim.get("/Users/{grace}");
        scim.get("/Users", "filter", "externalId eq \"grace.hopper\"");
        scim.get("/Users", "filter", "emails[type eq \"work\"].value eq \"grace@example.test\"").eitherWay();
        scim.patch("/Users/{grace}", patch(
                operation("Replace", "emails[type eq \"work\"].value", "updated@example.test"),
                operation("Replace", "name.familyName", "updatedFamilyName"))).eitherWay();
        scim.get("/Users/{grace}");
        scim.patch("/Users/{grace}", patch(
                operation("Add", "displayName", "Grace M. Hopper"),
                operation("Add", ScimUsers.ENTERPRISE + ":department", "Navy"),
                operation("Replace", "title", "Admiral"))).eitherWay();
        scim.get("/Users/{grace}");
        scim.patch("/Users/{grace}", patch(operation("Replace", "userName", "renamed@example.test"))).eitherWay();
        scim.patch("/Users/{grace}", patch(operation("Remove", "title", null))).eitherWay();
        scim.patch("/Users/{grace}", patch(operation("Replace", "active", "False"))).eitherWay();
        admin.get("/users/{grace}");
        scim.get("/Users/{grace}");
        scim.patch("/Users/{grace}", patch(operation("Replace", "active", "True"))).eitherWay();
        admin.get("/users/{grace}");
        scim.delete("/Users/{grace}");
        scim.get("/Users/{grace}").refused(404);
    }

    @Test
    void entraProvisionsAGroup() {
        for (String name : List.of("grace", "mary")) {
            scim.post("/Users", ScimUsers.user(name)).as(name, "/id");
        }
        scim.get("/Groups?excludedAttributes=members", "filter", "displayName eq \"crew\"");
        scim.get("/Groups?excludedAttributes=members", "filter", "externalId eq \"8aa1a0c0\"");
        scim.post("/Groups", Map.of(
                "schemas", List.of(ScimUsers.GROUP, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"),
                "externalId", "8aa1a0c0", "displayName", "crew", "meta", Map.of("resourceType", "Group"))).eitherWay();
        scim.post("/Groups", Map.of("schemas", List.of(ScimUsers.GROUP), "displayName", "crew")).eitherWay();
        scim.get("/Groups?excludedAttributes=members", "filter", "displayName eq \"crew\"").as("crew", "/Resources/0/id");
        scim.get("/Groups/{crew}?excludedAttributes=members");
        scim.patch("/Groups/{crew}", patch(operation("Replace", "displayName", "renamed"))).eitherWay();
        scim.patch("/Groups/{crew}", patch(operation("Add", "members", List.of(Map.of("value", "{grace}")))))
                .eitherWay();
        scim.patch("/Groups/{crew}", patch(operation("Add", "members", List.of(Map.of("value", "{mary}")))))
                .eitherWay();
        scim.get("/Groups?excludedAttributes=members", "filter", "members[value eq \"{grace}\"]").eitherWay();
        scim.get("/Groups", "filter", "members.value eq \"{grace}\"").eitherWay();
        scim.get("/Groups", "filter", "id eq \"{crew}\" and members eq \"{grace}\"").eitherWay();
        scim.patch("/Groups/{crew}", patch(operation("Remove", "members[value eq \"{grace}\"]", null))).eitherWay();
        scim.patch("/Groups/{crew}", patch(operation("Remove", "members", List.of(Map.of("value", "{mary}")))))
                .eitherWay();
        admin.get("/groups/{crew}/members");
        scim.delete("/Groups/{crew}");
        scim.get("/Groups", "filter", "displayName eq \"renamed\"");
    }
}
