package dev.tenantry.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The realm's own admin cannot change the component that binds the realm to its tenant, or any other data that decides
 * where the tenant's users are stored. Each attempt is refused, or accepted without an effect on that data.
 */
@Tag("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests use the same tenants
final class TenantComponentIT {

    private static final String STORAGE = "org.keycloak.storage.UserStorageProvider";
    private static final Set<Integer> REFUSED = Set.of(400, 403, 404, 409);
    private static final Set<Integer> MEANS_NOTHING = Set.of(200, 201, 204);

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");
    private final AdminApi ada = new AdminApi(keycloak.server().url(), acme.name(), "ada", "acme-secret-1");
    private final Matrix matrix = new Matrix("What a tenant's realm-admin tries", "attempt");
    private final String own = componentOf(acme);
    private final String theirs = componentOf(globex);
    private final Map<String, List<String>> foreign = Map.of(
            "enabled", List.of("true"), "schema", List.of(globex.schema()), "tenant", List.of(globex.name()),
            "realm", List.of(globex.id()));

    private final TenantDigest globexBefore = TenantDigest.of(globex);
    private final List<List<Object>> boundBefore = bound();

    @AfterAll
    void publish() {
        matrix.publish();
    }

    @Test
    void aRealmAdminDoesNotSeeTheComponent() {
        assertThat(ada.get("/" + acme.name() + "/components?type=" + STORAGE).json()).isEmpty();
        tried("look at it", ada.get(components() + "/" + own), REFUSED);
        tried("look at B's", ada.get(components() + "/" + theirs), REFUSED);
    }

    @Test
    void aRealmAdminCannotRepointDisableOrDeleteTheComponent() {
        String path = components() + "/" + own;
        tried("repoint it by its options", ada.put(path, component(Map.of("config", foreign))), REFUSED);
        tried("repoint it by its parent", ada.put(path, component(Map.of("parentId", globex.id()))), REFUSED);
        tried("make it another provider's", ada.put(path, component(Map.of("providerId", "ldap"))), REFUSED);
        tried("disable it",
                ada.put(path, component(Map.of("config", Map.of("enabled", List.of("false"))))), REFUSED);
        tried("delete it", ada.delete(path), REFUSED);
        tried("repoint B's", ada.put(components() + "/" + theirs, component(Map.of("config", foreign))), REFUSED);
        tried("delete B's", ada.delete(components() + "/" + theirs), REFUSED);
    }

    /** Keycloak removes a component together with its children. The parent of all components is the realm. */
    @Test
    void aRealmAdminCannotDeleteTheComponentAsTheChildOfAnotherComponent() {
        tried("add a key with the realm's id", ada.post(components(), Map.of("id", acme.id(), "name", "parent",
                "providerType", "org.keycloak.keys.KeyProvider", "providerId", "hmac-generated", "config", Map.of())),
                Set.of(201));
        tried("delete that key", ada.delete(components() + "/" + acme.id()), Set.of(403));
    }

    @Test
    void aRealmAdminCannotAddAnotherStorageComponent() {
        tried("add a second one", ada.post(components(), component(Map.of())), REFUSED);
        tried("add one that is repointed", ada.post(components(), component(Map.of("config", foreign))), REFUSED);
        tried("add it once more", ada.post(components(), component(Map.of("id", own))), REFUSED);
        tried("add B's", ada.post(components(), component(Map.of("id", theirs))), REFUSED);
        tried("add one to B's realm", ada.post(components(), component(Map.of("parentId", globex.id()))), REFUSED);
        tried("add one as a key provider",
                ada.post(components(), component(Map.of("providerType", "org.keycloak.keys.KeyProvider"))), REFUSED);
        tried("add a directory under B's component's id",
                ada.post(components(), component(Map.of("id", theirs, "providerId", "ldap", "config", Map.of(
                        "vendor", List.of("other"), "connectionUrl", List.of("ldap://localhost"),
                        "usersDn", List.of("dc=users"), "importEnabled", List.of("false"),
                        "editMode", List.of("READ_ONLY"), "authType", List.of("none"),
                        "usernameLDAPAttribute", List.of("uid"), "rdnLDAPAttribute", List.of("uid"),
                        "uuidLDAPAttribute", List.of("entryUUID"), "userObjectClasses", List.of("person"))))),
                REFUSED);
    }

    @Test
    void userStorageOperationsNeitherMoveNorRemoveUsers() {
        String sync = "/" + acme.name() + "/user-storage/" + own;
        for (String operation : List.of("/sync?action=triggerFullSync", "/sync?action=triggerChangedUsersSync",
                "/remove-imported-users", "/unlink-users", "/mappers/any/sync?direction=fedToKeycloak")) {
            tried("user storage: " + operation, ada.post(sync + operation, Map.of()), Set.of(200, 204, 400, 404));
            tried("user storage of B: " + operation, ada.post(sync.replace(own, theirs) + operation, Map.of()),
                    REFUSED);
        }
        assertThat(ada.get("/" + acme.name() + "/users/count").body()).isNotEqualTo("0");
    }

    @Test
    void noImportOrUpdateAddsAStorageComponent() {
        Map<String, Object> components = Map.of(STORAGE, List.of(
                Map.of("name", "mine", "providerId", "tenantry", "config", foreign)));
        tried("partial import with one", ada.post("/" + acme.name() + "/partialImport",
                Map.of("ifResourceExists", "OVERWRITE", "components", components)), MEANS_NOTHING);
        tried("import of a realm with one",
                ada.post("", Map.of("realm", TestTenants.newName(), "components", components)), REFUSED);
        tried("realm settings with one", changed("", Map.of("components", components)), MEANS_NOTHING);
        tried("realm settings with one, by the console",
                changed("/ui-ext", Map.of("components", components)), MEANS_NOTHING);
    }

    @Test
    void noAttributeChangesWhereUsersAreStored() {
        String users = "/" + acme.name() + "/users";
        Map<String, String> claims = Map.of("schema", globex.schema(), "tenant", globex.name(),
                "tenantry.schema", globex.schema(), "tenantry", globex.id(), "realmId", globex.id());
        Map<String, List<String>> lists = Map.of("schema", List.of(globex.schema()), "tenant", List.of(globex.name()));
        tried("realm's attributes", changed("", Map.of("attributes", claims)), MEANS_NOTHING);
        tried("realm's id", changed("", Map.of("id", globex.id())), Set.of(204, 400, 409));
        tried("client's attributes", ada.put("/" + acme.name() + "/clients/" + acme.clientUuid(TestTenant.SERVICE),
                Map.of("clientId", TestTenant.SERVICE, "attributes", claims)), MEANS_NOTHING);
        tried("group's attributes", ada.post("/" + acme.name() + "/groups",
                Map.of("name", TestTenants.newName(), "attributes", lists)), MEANS_NOTHING);
        Map<String, Object> eve = Map.of("username", "eve", "id", globex.firstUserId(), "enabled", true,
                "origin", theirs, "attributes", lists);
        Map<String, Object> linked = Map.of("username", "mallory", "enabled", true, "federationLink", theirs);
        tried("user with B's id and attributes", ada.post(users, eve), MEANS_NOTHING);
        tried("user with a link to B's component", ada.post(users, linked), REFUSED);
        tried("import of a user with B's id and attributes", imported(eve), MEANS_NOTHING);
        tried("import of a user with a link to B's component", imported(linked), REFUSED);
        ObjectNode self = (ObjectNode) ada.get(users + "/" + acme.firstUserId()).json();
        tried("own link to B's component",
                ada.put(users + "/" + acme.firstUserId(), self.put("federationLink", theirs)), REFUSED);
        assertThat(ada.get(users).json().findValuesAsText("username")).containsExactlyInAnyOrder("ada", "eve");
        assertThat(ada.get(users + "/" + globex.firstUserId()).status()).isEqualTo(404);
    }

    @Test
    void aRealmAdminCannotReplaceRenameOrDeleteAnotherRealm() {
        tried("take B's name", changed("", Map.of("realm", globex.name())), REFUSED);
        tried("take B's name, by the console", changed("/ui-ext", Map.of("realm", globex.name())), REFUSED);
        tried("take master's name", changed("", Map.of("realm", "master")), REFUSED);
        tried("take a reserved name", changed("", Map.of("realm", "admin")), REFUSED);
        tried("rename B", ada.put("/" + globex.name(), Map.of("realm", TestTenants.newName())), REFUSED);
        tried("delete B", ada.delete("/" + globex.name()), REFUSED);
        tried("delete master", ada.delete("/master"), REFUSED);
    }

    @Test
    void aRealmDeletedByItsAdminLeavesOtherTenantsUnchanged() {
        TestTenant gone = tenants.provision("ada", "initech-secret-3");
        TenantDigest before = TenantDigest.of(globex);

        AdminApi admin = new AdminApi(keycloak.server().url(), gone.name(), "ada", "initech-secret-3");
        assertThat(admin.delete("/" + gone.name()).status()).isEqualTo(204);

        assertThat(gone.look().status()).isEqualTo(404);
        assertThat(TenantDigest.of(globex).changedSince(before)).isEmpty();
    }

    @Test
    void noRealmBecomesATenantByAddingTheComponent() {
        String name = TestTenants.newName();
        keycloak.admin().post("", Map.of("realm", name, "enabled", true));

        assertThat(keycloak.admin().post("/" + name + "/components", component(Map.of())).status()).isIn(REFUSED);
        assertThat(keycloak.admin().get("/" + name + "/users/count").body()).isEqualTo("0");
    }

    @Test
    void usersOfStandardRealmsStayInKeycloaksTables() {
        String name = TestTenants.newName();
        keycloak.admin().post("", Map.of("realm", name, "enabled", true));

        assertThat(keycloak.admin().post("/" + name + "/users", Map.of("username", "local")).status()).isEqualTo(201);

        assertThat(keycloak.database().rows("""
                select 1 from user_entity u join realm r on r.id = u.realm_id
                where r.name = ? and u.username = 'local'""", name)).hasSize(1);
    }

    private Answer imported(Map<String, Object> user) {
        return ada.post("/" + acme.name() + "/partialImport",
                Map.of("ifResourceExists", "OVERWRITE", "users", List.of(user)));
    }

    /** Checks the answer, and that the attempt has changed neither A's component and registry row nor tenant B. */
    private void tried(String attempt, Answer answer, Set<Integer> expected) {
        matrix.put("all", attempt, "answer", answer.status() + (answer.status() < 300 ? ", and nothing changed" : ""));
        assertThat(answer.status()).as(attempt + ": " + answer.body()).isIn(expected);
        assertThat(bound()).as(attempt).isEqualTo(boundBefore);
        assertThat(TenantDigest.of(globex).changedSince(globexBefore)).as(attempt).isEmpty();
        assertThat(acme.signIn("ada", "acme-secret-1").status()).as(attempt).isEqualTo(200);
    }

    /** The data that decides where the users of A's realm are stored. */
    private List<List<Object>> bound() {
        return keycloak.database().rows("""
                select t.realm_id, t.name, t.schema_name, t.state, t.component_id, r.name, c.id, c.provider_type,
                  c.provider_id, c.parent_id, c.sub_type,
                  (select string_agg(f.name || '=' || f.value, ',' order by 1) from component_config f
                   where f.component_id = c.id)
                from tenantry.tenant t join realm r on r.id = t.realm_id join component c on c.realm_id = r.id
                where t.realm_id = ? and (c.provider_id = 'tenantry' or c.provider_type = ?)""", acme.id(), STORAGE);
    }

    /** Sends the realm's settings, with these changes, to a path below the realm. */
    private Answer changed(String path, Map<String, Object> changes) {
        ObjectNode realm = (ObjectNode) ada.get("/" + acme.name()).json();
        changes.forEach(realm::putPOJO);
        return ada.put("/" + acme.name() + path, realm);
    }

    private String components() {
        return "/" + acme.name() + "/components";
    }

    private String componentOf(TestTenant tenant) {
        return keycloak.database().value(
                "select id from component where realm_id = ? and provider_id = 'tenantry'", tenant.id());
    }

    private static Map<String, Object> component(Map<String, Object> changes) {
        Map<String, Object> component = new HashMap<>(Map.of(
                "name", "mine", "providerId", "tenantry", "providerType", STORAGE, "config", Map.of()));
        component.putAll(changes);
        return component;
    }
}
