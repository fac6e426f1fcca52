package dev.tenantry.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.it.signup.Visitor;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Master's role {@code admin} lacks the roles over tenants if {@code admin-role-includes-tenants} is false. */
final class AdminRoleIT {

    private static final String PASSWORD = "lovelace-1815";

    private final KeycloakUnderTest keycloak = ServerWithoutTenantsInAdmin.get();
    private final String name = TestTenants.newName();

    @Test
    void provisioningATenantAddsNoRoleToAdmin() {
        long before = roles();

        provision(name);

        assertThat(roles()).isEqualTo(before);
        assertThat(rolesOver(name)).isZero();
        assertThat(signIn(name)).isEqualTo(200);
    }

    @Test
    void signingUpATenantAddsNoRoleToAdmin() {
        long before = roles();

        Answer answer = new Visitor(keycloak).send(Visitor.SIGN_UP, Visitor.form(name));

        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(roles()).isEqualTo(before);
        assertThat(signIn(name)).isEqualTo(200);
    }

    @Test
    void importingATenantAsARealmAddsNoRoleToAdmin() {
        long before = roles();

        keycloak.admin().post("", Map.of("realm", name, "enabled", true, "components", components(),
                "clients", List.of(Map.of("clientId", "realm-management")))).requiring(201);

        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + name).status()).isEqualTo(200);
        assertThat(rolesOver(name)).isZero();
        assertThat(roles()).isEqualTo(before);
    }

    @Test
    void restoringATenantFromItsBundleAddsNoRoleToAdmin() {
        provision(name);
        byte[] bundle = keycloak.admin().getBytes(TestTenants.PATH + "/" + name + "/bundle").body();
        long before = roles();

        restore(bundle, "?name=" + name + "-copy");
        assertThat(roles()).isEqualTo(before);
        assertThat(signIn(name + "-copy")).isEqualTo(200);

        TestTenants.drop(keycloak.admin(), name).requiring(204);
        restore(bundle, "");
        assertThat(roles()).isEqualTo(before);
        assertThat(rolesOver(name)).isZero();
        assertThat(signIn(name)).isEqualTo(200);
    }

    @Test
    void adoptingARealmRemovesItsRolesFromAdminAndReleasingItAddsThem() {
        long before = roles();
        String realm = StandardRealm.create(keycloak, "ada", PASSWORD).name();
        long withRealm = roles();
        assertThat(withRealm).isGreaterThan(before);

        new TestAdoption(keycloak, TestAdoption.ask(keycloak, realm).requiring(202).createdId()).ended("DONE");
        assertThat(roles()).isEqualTo(before);
        assertThat(signIn(realm)).isEqualTo(200);
        assertThat(keycloak.admin().get("/" + realm + "/users").status()).isEqualTo(403);

        Answer release = keycloak.admin().post(TestTenants.PATH + "/" + realm + "/release", null).requiring(202);
        new TestAdoption(keycloak, release.createdId()).ended("DONE");
        assertThat(roles()).isEqualTo(withRealm);
        assertThat(keycloak.admin().get("/" + realm + "/users").json()).hasSize(1);
    }

    @Test
    void attachingARealmRemovesItsRolesFromAdmin() {
        JsonNode tenant = provision(name);
        long before = roles();
        String id = tenant.get("id").asText();
        String schema = tenant.get("schema").asText();
        keycloak.database().execute("delete from tenantry.tenant where realm_id = ?", id);
        keycloak.database().execute("""
                insert into composite_role (composite, child_role)
                select a.id, r.id from keycloak_role a, keycloak_role r join client c on c.id = r.client
                where a.name = 'admin' and not a.client_role and c.client_id = ?""", name + "-realm");
        keycloak.admin().post("/master/clear-realm-cache", null);
        assertThat(rolesOver(name)).isGreaterThan(20);
        keycloak.admin().post(TestTenants.PATH + "/findings/fix",
                Map.of("kind", "SCHEMA_UNREGISTERED", "subject", schema)).requiring(200);

        keycloak.admin().post(TestTenants.PATH + "/attach", Map.of("realm", name, "schema", schema)).requiring(200);

        assertThat(rolesOver(name)).isZero();
        assertThat(roles()).isEqualTo(before);
        assertThat(signIn(name)).isEqualTo(200);
    }

    @Test
    void aTenantsManagementClientEqualsThatOfAStandardRealm() {
        provision(name);
        String realm = StandardRealm.create(keycloak, "ada", PASSWORD).name();

        assertThat(management(name)).isEqualTo(management(realm));
    }

    @Test
    void mastersAdminReachesATenantByTenantrysApiAndNotByKeycloaksApi() {
        provision(name);
        AdminApi admin = keycloak.admin();

        assertThat(admin.get("/" + name + "/users").status()).isEqualTo(403);
        assertThat(admin.get("").json().findValuesAsText("realm")).doesNotContain(name);
        for (String operation : List.of("suspend", "resume", "archive", "restore", "migrate")) {
            assertThat(admin.post(TestTenants.PATH + "/" + name + "/" + operation, null).status()).as(operation)
                    .isEqualTo(200);
        }
        String users = TestTenants.PATH + "/" + name + "/users";
        assertThat(admin.postBytes(users + "/import", "application/x-ndjson",
                "{\"username\":\"bob\",\"enabled\":true}".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(200);
        assertThat(admin.get(users + "/export").body()).contains("bob");
        AdminApi ada = new AdminApi(keycloak.server().url(), name, "ada", PASSWORD);
        assertThat(ada.get("/" + name + "/users").json()).hasSize(2);

        assertThat(admin.put(TestTenants.PATH + "/" + name, Map.of("name", name + "-2")).status()).isEqualTo(200);
        assertThat(clients(name + "-realm")).isZero();
        assertThat(clients(name + "-2-realm")).isOne();
        assertThat(rolesOver(name + "-2")).isZero();
        assertThat(TestTenants.drop(admin, name + "-2").status()).isEqualTo(204);
        assertThat(clients(name + "-2-realm")).isZero();
    }

    @Test
    @Tag("long")
    void aRestartAddsNoRoleToAdmin() {
        provision(name);
        long before = roles();

        keycloak.server().stop();
        keycloak.server().start();

        assertThat(roles()).isEqualTo(before);
        assertThat(rolesOver(name)).isZero();
        assertThat(signIn(name)).isEqualTo(200);
    }

    private JsonNode provision(String tenant) {
        return keycloak.admin().post(TestTenants.PATH, TestTenants.request(tenant, "ada", PASSWORD))
                .requiring(201).json();
    }

    private void restore(byte[] bundle, String query) {
        keycloak.admin().postBytes(TestTenants.PATH + "/bundle" + query, "application/zip", bundle).requiring(201);
    }

    private int signIn(String realm) {
        return new Realm(keycloak.server().url(), realm).passwordGrant("admin-cli", "ada", PASSWORD).status();
    }

    private static Map<String, Object> components() {
        return Map.of("org.keycloak.storage.UserStorageProvider", List.of(Map.of(
                "name", "tenant", "providerId", "tenantry", "config", Map.of("enabled", List.of("true")))));
    }

    /** The number of roles that master's role {@code admin} includes directly. */
    private long roles() {
        return count("select count(*) from composite_role c join keycloak_role a on a.id = c.composite"
                + " where a.name = 'admin' and not a.client_role");
    }

    private long rolesOver(String realm) {
        return count("select count(*) from composite_role c join keycloak_role a on a.id = c.composite"
                + " join keycloak_role r on r.id = c.child_role join client m on m.id = r.client"
                + " where a.name = 'admin' and not a.client_role and m.client_id = ?", realm + "-realm");
    }

    private long clients(String clientId) {
        return count("select count(*) from client where client_id = ?", clientId);
    }

    private long count(String sql, Object... parameters) {
        return keycloak.database().<Number>value(sql, parameters).longValue();
    }

    /** The realm's client in master, its roles and the roles that they include. Without ids and names. */
    private Map<String, String> management(String realm) {
        Map<String, String> seen = new TreeMap<>();
        JsonNode client = keycloak.admin().get("/master/clients?clientId=" + realm + "-realm").json().get(0);
        String id = client.get("id").asText();
        String path = "/master/clients/" + id + "/roles";
        seen.put("client", plain(client.toString(), realm, id));
        keycloak.admin().get(path).json().forEach(role -> seen.put(role.get("name").asText(),
                role.get("description").asText() + role.get("composite") + keycloak.admin()
                        .get(path + "/" + role.get("name").asText() + "/composites").json()
                        .findValuesAsText("name").stream().sorted().toList()));
        assertThat(seen).hasSizeGreaterThan(20);
        return seen;
    }

    private static String plain(String json, String realm, String id) {
        return json.replace(id, "ID").replace(realm, "REALM").replaceAll("\"client.secret.creation.time\":\"\\d+\"", "");
    }
}
