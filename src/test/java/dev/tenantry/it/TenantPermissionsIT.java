package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.it.openapi.ApiFile;
import dev.tenantry.it.openapi.Operation;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Only roles in the realm master decide what a caller may do with tenants. */
@Tag("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share the tenants
@Tag("main")
final class TenantPermissionsIT {

    private static final String PASSWORD = "operator-secret";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");

    @Test
    void aManagerProvisionsReadsAndDrops() {
        AdminApi manager = masterUserWith("manage-tenants");
        String name = TestTenants.newName();

        assertThat(manager.post(TestTenants.PATH, TestTenants.request(name, "ada", "lovelace-1815")).status())
                .isEqualTo(201);
        assertThat(manager.get(TestTenants.PATH + "/" + name).status()).isEqualTo(200);
        assertThat(manager.get(TestTenants.PATH).status()).isEqualTo(200);
        assertThat(manager.get(TestTenants.PATH + "/count").status()).isEqualTo(200);
        assertThat(manager.get(TestTenants.PATH + "/console").json().get("manage").asBoolean()).isTrue();
        assertThat(TestTenants.drop(manager, name).status()).isEqualTo(204);
    }

    /** A caller who adopts a realm can export its keys and password hashes, and must therefore already be its admin. */
    @Test
    void aManagerAdoptsAndAttachesOnlyRealmsThatTheManagerAdministers() {
        String realm = TestTenants.newName();
        keycloak.admin().post("", Map.of("realm", realm, "enabled", true)).requiring(201);
        String id = newMasterUser("operator-");
        keycloak.admin().post("/master/users/" + id + "/role-mappings/realm", List.of(role("manage-tenants")));

        assertMayNotTake(apiOf(id), realm);
        grant(id, realm, "manage-realm");
        assertMayNotTake(apiOf(id), realm);
        grant(id, realm, "manage-users");
        AdminApi admin = apiOf(id);
        assertThat(admin.post(TestTenants.PATH + "/attach", Map.of("realm", realm, "schema", "none")).status())
                .isEqualTo(404);
        assertThat(admin.post(TestTenants.PATH + "/adopt", Map.of("realm", realm)).status()).isEqualTo(202);
    }

    private void assertMayNotTake(AdminApi manager, String realm) {
        assertThat(manager.post(TestTenants.PATH + "/adopt", Map.of("realm", realm)).status()).isEqualTo(403);
        assertThat(manager.post(TestTenants.PATH + "/attach", Map.of("realm", realm, "schema", "none")).status())
                .isEqualTo(403);
        assertThat(manager.post(TestTenants.PATH + "/adopt", Map.of("realm", "master")).status()).isEqualTo(400);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + realm).status()).isEqualTo(404);
    }

    /** Grants a role of the realm's management client in master. */
    private void grant(String userId, String realm, String role) {
        String client = keycloak.admin().get("/master/clients?clientId=" + realm + "-realm").json().at("/0/id").asText();
        keycloak.admin().post("/master/users/" + userId + "/role-mappings/clients/" + client,
                List.of(keycloak.admin().get("/master/clients/" + client + "/roles/" + role).json())).requiring(204);
    }

    @Test
    void aViewerMayOnlyRead() {
        AdminApi viewer = masterUserWith("view-tenants");

        assertThat(viewer.get(TestTenants.PATH).status()).isEqualTo(200);
        assertThat(viewer.get(TestTenants.PATH + "/count").status()).isEqualTo(200);
        assertThat(viewer.get(TestTenants.PATH + "/" + acme.name()).status()).isEqualTo(200);
        assertThat(viewer.get(TestTenants.PATH + "/migrations").status()).isEqualTo(200);
        assertThat(viewer.get(TestTenants.PATH + "/statistics").status()).isEqualTo(200);
        assertThat(viewer.get(TestTenants.PATH + "/" + acme.name() + "/usage").status()).isEqualTo(200);
        assertThat(viewer.get(TestTenants.PATH + "/console").json().get("manage").asBoolean()).isFalse();
        assertMayNotManage(viewer);
    }

    @Test
    void aUserOfMasterWithoutARoleIsRefused() {
        AdminApi nobody = masterUserWith(null);

        assertMayNotRead(nobody);
        assertMayNotManage(nobody);
    }

    @Test
    void eachOperationRequiresTheRoleThatItsDescriptionNames() {
        AdminApi nobody = masterUserWith(null);
        AdminApi viewer = masterUserWith("view-tenants");

        List<Operation> operations =
                ApiFile.read().operations().stream().filter(Operation::isOfAdmin).toList();

        assertThat(operations).hasSizeGreaterThan(25);
        assertThat(operations).filteredOn(operation -> status(nobody, operation) != 403).isEmpty();
        assertThat(operations).filteredOn(operation -> status(viewer, operation) == 403)
                .containsExactlyElementsOf(operations.stream()
                        .filter(operation -> !operation.role().equals("view-tenants"))
                        .toList());
    }

    /** Calls the operation with names of objects that do not exist. */
    private static int status(AdminApi caller, Operation operation) {
        String path = operation.path().replaceFirst("^/admin/realms", "").replaceAll("\\{\\w+}", "no-such-thing");
        Map<String, String> headers = operation.bodyTypes().isEmpty()
                ? Map.of()
                : Map.of("Content-Type", operation.bodyTypes().first());
        return caller.raw(operation.method(), path, headers, null).status();
    }

    @Test
    void aRoleGrantedThroughAGroupOrACompositeRoleIsAccepted() {
        String group = keycloak.admin().post("/master/groups", Map.of("name", TestTenants.newName())).createdId();
        keycloak.admin().post("/master/groups/" + group + "/role-mappings/realm", List.of(role("view-tenants")));
        String composite = TestTenants.newName();
        keycloak.admin().post("/master/roles", Map.of("name", composite));
        keycloak.admin().post("/master/roles/" + composite + "/composites", List.of(role("view-tenants")));

        String member = newMasterUser("member-");
        keycloak.admin().put("/master/users/" + member + "/groups/" + group, Map.of());
        String holder = newMasterUser("holder-");
        keycloak.admin().post("/master/users/" + holder + "/role-mappings/realm", List.of(role(composite)));

        assertThat(apiOf(member).get(TestTenants.PATH).status()).isEqualTo(200);
        assertThat(apiOf(holder).get(TestTenants.PATH).status()).isEqualTo(200);
    }

    @Test
    void aTenantsAdminIsRefusedEvenWithATenantsRoleOfThatName() {
        acme.post("/roles", Map.of("name", "manage-tenants"));
        Object role = acme.get("/roles/manage-tenants").json();
        acme.post("/users/" + acme.firstUserId() + "/role-mappings/realm", List.of(role));
        AdminApi ada = new AdminApi(keycloak.server().url(), acme.name(), "ada", "acme-secret-1");

        assertMayNotRead(ada);
        assertMayNotManage(ada);
        assertThat(ada.get("/" + acme.name() + "/tenants").status()).isEqualTo(404);
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        Http anonymous = Http.at(keycloak.server().url() + "/admin/realms");

        assertThat(anonymous.get(TestTenants.PATH).status()).isEqualTo(401);
        assertThat(anonymous.delete(TestTenants.PATH + "/" + acme.name()).status()).isEqualTo(401);
    }

    private void assertMayNotRead(AdminApi caller) {
        assertThat(caller.get(TestTenants.PATH).status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/count").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/" + acme.name()).status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/no-such-tenant").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/statistics").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/console").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/" + acme.name() + "/usage").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/adoptions").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/adoptions/none").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/migrations").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/migrations/no-such-job").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/former-names").status()).isEqualTo(403);
    }

    private void assertMayNotManage(AdminApi caller) {
        String name = TestTenants.newName();
        assertThat(caller.post(TestTenants.PATH, TestTenants.request(name, "eve", "eves-secret-1")).status())
                .isEqualTo(403);
        assertThat(TestTenants.drop(caller, acme.name()).status()).isEqualTo(403);
        assertThat(caller.post(TestTenants.PATH + "/adopt", Map.of("realm", acme.name())).status()).isEqualTo(403);
        assertThat(caller.post(TestTenants.PATH + "/" + acme.name() + "/release", null).status()).isEqualTo(403);
        assertThat(caller.delete(TestTenants.PATH + "/adoptions/none").status()).isEqualTo(403);
        assertThat(caller.post(TestTenants.PATH + "/migrate", Map.of()).status()).isEqualTo(403);
        assertThat(caller.delete(TestTenants.PATH + "/former-names/" + acme.name()).status()).isEqualTo(403);
        assertThat(caller.delete(TestTenants.PATH + "/migrations/no-such-job").status()).isEqualTo(403);
        assertThat(caller.get(TestTenants.PATH + "/" + acme.name() + "/bundle").status()).isEqualTo(403);
        assertThat(caller.postBytes(TestTenants.PATH + "/bundle", "application/zip", new byte[0]).status())
                .isEqualTo(403);
        String users = TestTenants.PATH + "/" + acme.name() + "/users";
        assertThat(caller.get(users + "/export").status()).isEqualTo(403);
        assertThat(caller.postBytes(users + "/import", "application/x-ndjson", new byte[0]).status()).isEqualTo(403);
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }

    private AdminApi masterUserWith(String roleOrNull) {
        String id = newMasterUser("operator-");
        if (roleOrNull != null) {
            keycloak.admin().post("/master/users/" + id + "/role-mappings/realm", List.of(role(roleOrNull)));
        }
        return apiOf(id);
    }

    private String newMasterUser(String prefix) {
        String username = prefix + TestTenants.newName();
        return keycloak.admin()
                .post("/master/users", Map.of(
                        "username", username,
                        "email", username + "@master.test",
                        "firstName", "Olga",
                        "lastName", "Operator",
                        "enabled", true,
                        "credentials", List.of(Map.of("type", "password", "value", PASSWORD))))
                .createdId();
    }

    private AdminApi apiOf(String userId) {
        String username = keycloak.admin().get("/master/users/" + userId).json().get("username").asText();
        return new AdminApi(keycloak.server().url(), "master", username, PASSWORD);
    }

    private Object role(String name) {
        return keycloak.admin().get("/master/roles/" + name).json();
    }
}
