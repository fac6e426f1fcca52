package dev.tenantry.it.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.it.PreviewServer;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The known differences between the SCIM answers of a tenant's realm and of a standard realm. In most of them, the
 * tenant's realm does what RFC 7644 says. docs/guides/scim.md lists each difference. If a difference no longer exists,
 * its test fails, so that the list gets shorter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share the two realms
final class ScimDeviationsIT {

    private static final String TYPE = "application/scim+json";

    private final KeycloakUnderTest keycloak = PreviewServer.get();
    private final Peopled standard = Peopled.of(RealmKind.STANDARD.create(keycloak, "ada", "lovelace-1815"));
    private final Peopled tenant = Peopled.of(RealmKind.TENANT.create(keycloak, "ada", "lovelace-1815"));

    /** The users of a realm: ada without attributes, the captains grace and mary in group crew, and admiral dorothy. */
    private record Peopled(TestRealm realm, Http scim, String crew, String mary) {

        static Peopled of(TestRealm realm) {
            realm.put("/users/profile", ScimUsers.profile()).requiring(200);
            String crew = realm.post("/groups", Map.of("name", "crew")).createdId();
            realm.post("/groups", Map.of("name", "staff")).requiring(201);
            String mary = person(realm, "mary", "captain", "m-1", "crew");
            person(realm, "grace", "captain", "g-1", "crew", "staff");
            person(realm, "dorothy", "admiral", "d-1");
            return new Peopled(realm, ScimClient.of(realm, "manage-users"), crew, mary);
        }

        private static String person(TestRealm realm, String name, String title, String externalId, String... groups) {
            return realm.post("/users", Person.named(name, "First of " + name, "Last")
                    .with("attributes", Map.of("jobTitle", List.of(title), "externalId", List.of(externalId)))
                    .with("groups", List.of(groups)).fields()).createdId();
        }

        List<String> users(String filter) {
            return found("/Users?", filter).findValuesAsText("userName");
        }

        List<String> groups(String filter) {
            return found("/Groups?", filter).findValuesAsText("displayName");
        }

        private JsonNode found(String path, String filter) {
            return scim.get(path + Http.form(Map.of("filter", filter.replace("{crew}", crew).replace("{mary}", mary))))
                    .requiring(200).json().at("/Resources");
        }

        /** Replaces the service by a service that may see all groups and no users. */
        Peopled withLimitedService() {
            realm.change("", Map.of("adminPermissionsEnabled", true));
            realm.delete("/clients/" + realm.clientUuid(ScimClient.CLIENT_ID)).requiring(204);
            Http limited = ScimClient.of(realm, "query-users", "query-groups");
            String service = realm.get("/users?exact=true&username=service-account-" + ScimClient.CLIENT_ID).json()
                    .at("/0/id").asText();
            String authz = "/clients/" + realm.clientUuid("admin-permissions") + "/authz/resource-server";
            String policy = realm.post(authz + "/policy/user", Map.of("name", "the service", "users", List.of(service)))
                    .requiring(201).json().get("id").asText();
            realm.post(authz + "/permission/scope", Map.of("name", "see groups", "resourceType", "Groups",
                    "resources", List.of(), "scopes", List.of("view"), "policies", List.of(policy))).requiring(201);
            return new Peopled(realm, limited, crew, mary);
        }

        Answer create(Map<String, Object> user) {
            return scim.request("POST", "/Users", TYPE, Http.JSON.valueToTree(user).toString());
        }
    }

    /** Keycloak lets Hibernate negate a negated condition. The result is still the negated condition. */
    @Test
    void aNegationOfANegationIsTheCondition() {
        String filter = "not (not (userName eq \"grace\"))";
        assertThat(standard.users(filter)).containsExactly("ada", "dorothy", "mary");
        assertThat(tenant.users(filter)).containsExactly("grace");
    }

    /** Keycloak negates the condition for each attribute separately, so it finds users who have another attribute. */
    @Test
    void aNegatedAttributeFindsTheUsersWithoutTheValue() {
        String filter = "not (title eq \"captain\")";
        assertThat(standard.users(filter)).containsExactly("dorothy", "grace", "mary");
        assertThat(tenant.users(filter)).containsExactly("ada", "dorothy");
    }

    /** Keycloak looks for a single attribute that meets both conditions, and finds none. */
    @Test
    void aFilterOnTwoAttributesFindsUsersWithBoth() {
        String filter = "title eq \"captain\" and externalId eq \"m-1\"";
        assertThat(standard.users(filter)).isEmpty();
        assertThat(tenant.users(filter)).containsExactly("mary");
    }

    /** If a filter names groups, Keycloak leaves out all users who are in no group. */
    @Test
    void aFilterOnGroupsAlsoFindsUsersInNoGroup() {
        assertThat(standard.users("groups.value eq \"{crew}\" or userName eq \"ada\"")).containsExactly("grace", "mary");
        assertThat(tenant.users("groups.value eq \"{crew}\" or userName eq \"ada\""))
                .containsExactly("ada", "grace", "mary");
        assertThat(standard.users("not (groups.value eq \"{crew}\")")).containsExactly("grace");
        assertThat(tenant.users("not (groups.value eq \"{crew}\")")).containsExactly("ada", "dorothy");
    }

    @Test
    void aNegatedMemberFindsTheGroupsWithoutThisMember() {
        assertThat(standard.groups("not (members.value eq \"{mary}\")")).containsExactly("crew", "staff");
        assertThat(tenant.groups("not (members.value eq \"{mary}\")")).containsExactly("staff");
    }

    /** Keycloak tests each group of a user separately. A tenant's realm finds nothing. */
    @Test
    void aNegationInTheBracketsOfGroupsFindsNothing() {
        String filter = "groups[not (value eq \"{crew}\")]";
        assertThat(standard.users(filter)).containsExactly("grace");
        assertThat(tenant.users(filter)).isEmpty();
    }

    @Test
    void anEmailThatAnotherUserHasIsAConflict() {
        Map<String, Object> user = ScimUsers.user("grace2", Map.of("emails", List.of(Map.of("value", "grace@example.test"))));
        assertThat(standard.create(user).status()).isEqualTo(500);
        Answer answer = tenant.create(user);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("scimType").asText()).isEqualTo("uniqueness");
    }

    @Test
    void textThatCannotBeStoredIsInvalidSyntax() {
        Map<String, Object> user = ScimUsers.user("nul", Map.of("name", Map.of("givenName", "a\0b", "familyName", "Last")));
        assertThat(standard.create(user).status()).isEqualTo(500);
        Answer answer = tenant.create(user);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("scimType").asText()).isEqualTo("invalidSyntax");
        assertThat(tenant.users("userName eq \"nul\"")).isEmpty();
    }

    /** The second operation of the patch fails. Keycloak still applies the first operation. */
    @Test
    void aPatchIsAppliedCompletelyOrNotAtAll() {
        String patch = Http.JSON.valueToTree(ScimUsers.patch(ScimUsers.operation("replace", "active", false),
                ScimUsers.operation("replace", "title", null))).toString();
        for (Peopled realm : List.of(standard, tenant)) {
            assertThat(realm.scim.request("PATCH", "/Users/" + realm.mary, TYPE, patch).status()).isEqualTo(500);
            assertThat(realm.users("userName eq \"mary\" and active eq true"))
                    .hasSize(realm.realm instanceof TestTenant ? 1 : 0);
            realm.realm.change("/users/" + realm.mary, Map.of("enabled", true));
        }
    }

    /** Another user has this name. Keycloak answers in the form of its other APIs. */
    @Test
    void aUserNameInUseIsAConflictInTheFormOfScim() {
        String patch = Http.JSON.valueToTree(ScimUsers.patch(ScimUsers.operation("replace", "userName", "grace"))).toString();
        for (Peopled realm : List.of(standard, tenant)) {
            realm.realm.change("", Map.of("editUsernameAllowed", true));
            Answer answer = realm.scim.request("PATCH", "/Users/" + realm.mary, TYPE, patch);
            assertThat(answer.status()).as(answer.body()).isEqualTo(409);
            assertThat(answer.json().has("scimType")).isEqualTo(realm.realm instanceof TestTenant);
            assertThat(realm.users("userName eq \"mary\"")).containsExactly("mary");
        }
    }

    /** A service that may see groups, but not their members, finds no group by a member in a tenant's realm. */
    @Test
    void aServiceFindsNoGroupByAMemberThatItMayNotSee() {
        for (RealmKind kind : RealmKind.values()) {
            Peopled limited = Peopled.of(kind.create(keycloak, "ada", "lovelace-1815")).withLimitedService();
            assertThat(limited.users("userName eq \"mary\"")).isEmpty();
            assertThat(limited.groups("displayName eq \"crew\"")).containsExactly("crew");
            assertThat(limited.groups("members.value eq \"{mary}\"")).hasSize(kind == RealmKind.STANDARD ? 1 : 0);
        }
    }
}
