package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.storage.StorageId;

/**
 * A tenant can have users with plain ids, and users whose ids contain the id of the tenant's component. Each user is
 * found once and under one id.
 */
final class PlainIdsAmongOthersIT {

    private static final String PASSWORD = "lovelace-1815";

    private final TestTenant acme = new TestTenants(KeycloakUnderTest.shared()).provision("ada", PASSWORD);
    private final String ada = acme.firstUserId();
    private final AdoptedUser grace = AdoptedUser.in(acme, "grace");
    private final String mary = imported("mary");

    /** Imports a user whose id another system chose. Keycloak puts the component's id before the chosen id. */
    private String imported(String username) {
        assertThat(acme.post("/partialImport", Map.of("users", List.of(Map.of("id", username + "-of-elsewhere",
                "username", username, "email", username + "@" + acme.name() + ".test", "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", PASSWORD)))))).status()).isEqualTo(200);
        return ids("/users?exact=true&username=" + username).get(0);
    }

    private List<String> ids(String path) {
        return acme.get(path).json().findValuesAsText("id");
    }

    @Test
    void everyUserIsListedOnceWithAndWithoutPages() {
        assertThat(ids("/users")).containsExactly(ada, grace.id(), mary);
        assertThat(ids("/users?first=1&max=1")).containsExactly(grace.id());
        assertThat(ids("/users?first=2&max=5")).containsExactly(mary);
        assertThat(acme.get("/users/count").body()).isEqualTo("3");
    }

    @Test
    void aSearchFindsAUserWithAPlainIdOnce() {
        assertThat(acme.put("/users/profile", profileWithUnmanagedAttributes()).status()).isEqualTo(200);
        acme.change(grace.path(), Map.of("attributes", Map.of("ship", List.of("Hopper"))));

        for (String query : List.of("search=grace@", "username=grace&exact=true", "email=grace@" + acme.name()
                + ".test", "q=ship:Hopper")) {
            assertThat(ids("/users?" + query)).as(query).containsExactly(grace.id());
        }
        assertThat(acme.get("/users/count?search=grace@").body()).isEqualTo("1");
        assertThat(acme.count("user_attribute", "name = 'ship' and user_id = '" + grace.id() + "'")).isEqualTo(1);
    }

    private JsonNode profileWithUnmanagedAttributes() {
        ObjectNode profile = (ObjectNode) acme.get("/users/profile").json();
        return profile.put("unmanagedAttributePolicy", "ENABLED");
    }

    @Test
    void noUserIsFoundUnderTheOtherKindOfId() {
        String component = StorageId.providerId(mary);
        assertThat(component).isNotNull();

        assertThat(acme.get("/users/f:" + component + ":" + grace.id()).status()).isEqualTo(404);
        assertThat(acme.get("/users/f:" + component + ":" + ada).status()).isEqualTo(404);
        assertThat(acme.get("/users/" + StorageId.externalId(mary)).status()).isEqualTo(404);
        assertThat(acme.get(grace.path()).json().get("username").asText()).isEqualTo("grace");
        assertThat(acme.get("/users/" + ada).json().get("username").asText()).isEqualTo("ada");
    }

    @Test
    void usernamesAndEmailsAreUniqueAcrossBothKindsOfIds() {
        assertThat(acme.post("/users", Map.of("username", "grace")).status()).isEqualTo(409);
        assertThat(acme.post("/users", Map.of("username", "other", "email", "grace@" + acme.name() + ".test"))
                .status()).isEqualTo(409);
    }

    @Test
    void rolesAndGroupsListUsersOfBothKinds() {
        String crew = acme.post("/groups", Map.of("name", "crew")).createdId();
        acme.post("/roles", Map.of("name", "officer"));
        Object officer = acme.get("/roles/officer").json();
        for (String user : List.of(grace.id(), mary)) {
            assertThat(acme.put("/users/" + user + "/groups/" + crew, Map.of()).status()).isEqualTo(204);
            assertThat(acme.post("/users/" + user + "/role-mappings/realm", List.of(officer)).status()).isEqualTo(204);
        }

        assertThat(ids("/groups/" + crew + "/members")).containsExactly(grace.id(), mary);
        assertThat(ids("/roles/officer/users")).containsExactly(grace.id(), mary);
        assertThat(acme.get(grace.path() + "/groups").json().findValuesAsText("name")).containsExactly("crew");
        assertThat(Realm.claims(acme.signIn("grace", PASSWORD).json().get("access_token").asText())
                .at("/realm_access/roles").toString()).contains("\"officer\"");
    }

    @Test
    void organizationsListUsersOfBothKinds() {
        acme.change("", Map.of("organizationsEnabled", true));
        String navy = "/organizations/" + acme.post("/organizations",
                Map.of("name", "navy", "domains", List.of(Map.of("name", "navy.test")))).createdId();
        for (String user : List.of(grace.id(), mary)) {
            assertThat(acme.post(navy + "/members", user).status()).isEqualTo(201);
        }

        assertThat(ids(navy + "/members")).containsExactly(grace.id(), mary);
        assertThat(acme.get(navy + "/members/count").body()).isEqualTo("2");
        JsonNode organizations = acme.get("/organizations/members/" + grace.id() + "/organizations").json();
        assertThat(organizations).hasSize(1);
        assertThat(organizations.at("/0/name").asText()).isEqualTo("navy");
        assertThat(acme.delete(navy + "/members/" + grace.id()).status()).isEqualTo(204);
        assertThat(ids(navy + "/members")).containsExactly(mary);
        assertThat(acme.get(grace.path()).status()).isEqualTo(200);
    }

    @Test
    void permissionsForSomeUsersCoverBothKinds() {
        acme.change("", Map.of("adminPermissionsEnabled", true));
        String clerk = acme.addUser("clerk", PASSWORD);
        String management = "/clients/" + acme.clientUuid("realm-management");
        acme.post("/users/" + clerk + "/role-mappings" + management,
                List.of(acme.get(management + "/roles/query-users").json()));
        String authorization = "/clients/" + acme.clientUuid("admin-permissions") + "/authz/resource-server";
        String policy = acme.post(authorization + "/policy/user",
                Map.of("name", "the clerk", "users", List.of(clerk))).json().get("id").asText();
        assertThat(acme.post(authorization + "/permission/scope", Map.of("name", "see two", "resourceType", "Users",
                "resources", List.of(grace.id(), mary), "scopes", List.of("view"), "policies", List.of(policy)))
                .status()).isEqualTo(201);

        AdminApi seen = new AdminApi(acme.keycloak().server().url(), acme.name(), "clerk", PASSWORD);

        assertThat(seen.get("/" + acme.name() + "/users").json().findValuesAsText("id"))
                .containsExactly(grace.id(), mary);
        assertThat(seen.get("/" + acme.name() + "/users/count").body()).isEqualTo("2");
        assertThat(seen.get("/" + acme.name() + grace.path()).status()).isEqualTo(200);
        assertThat(seen.get("/" + acme.name() + "/users/" + ada).status()).isEqualTo(403);
    }

    @Test
    void anOlderServiceAccountHasAnIdThatContainsTheComponentsId() {
        String client = acme.post("/clients", Map.of("clientId", "robot", "secret", "robot-secret",
                "serviceAccountsEnabled", true)).createdId();
        acme.keycloak().database().execute("update \"" + acme.schema()
                + "\".users set plain_id = false where service_account_client = ?", client);

        Answer tokens = acme.realm().token(Map.of("grant_type", "client_credentials", "client_id", "robot",
                "client_secret", "robot-secret"));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        String subject = Realm.claims(tokens.json().get("access_token").asText()).get("sub").asText();
        assertThat(StorageId.isLocalStorage(subject)).isFalse();
        assertThat(acme.get("/clients/" + client + "/service-account-user").json().get("id").asText())
                .isEqualTo(subject);
        assertThat(acme.delete("/clients/" + client).status()).isEqualTo(204);
        assertThat(acme.count("users", "service_account_client is not null")).isZero();
    }
}
