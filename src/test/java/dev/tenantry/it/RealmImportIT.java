package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests Keycloak's own import of a realm that contains the tenant component, as an exported tenant does. */
@Tag("main")
@Tag("containers")
final class RealmImportIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    @Test
    void anImportProvisionsTheTenantWithItsUsers() {
        String name = TestTenants.newName();

        Answer imported = keycloak.admin().post("", realm(name, components(Map.of("enabled", List.of("true")))));

        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        JsonNode tenant = keycloak.admin().get(TestTenants.PATH + "/" + name).json();
        assertThat(tenant.get("state").asText()).isEqualTo("ACTIVE");
        assertThat(rows("select username from \"" + tenant.get("schema").asText() + "\".users order by 1"))
                .containsExactly("ada", "service-account-robot");
        assertThat(rows("select 1 from user_entity where realm_id = ?", tenant.get("id").asText())).isEmpty();
        assertThat(new Realm(keycloak.server().url(), name).passwordGrant("shop", "ada", "lovelace-1815").status())
                .isEqualTo(200);
        String id = keycloak.admin().get("/" + name + "/users?username=ada").json().at("/0/id").asText();
        assertThat(id).startsWith("f:").endsWith(":ada-1815");
    }

    @Test
    void anImportWithoutUsersProvisionsAnEmptyTenant() {
        String name = TestTenants.newName();

        assertThat(keycloak.admin().post("", Map.of("realm", name, "enabled", true, "components",
                components(Map.of("enabled", List.of("true"))))).status()).isEqualTo(201);

        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + name).json().get("state").asText())
                .isEqualTo("ACTIVE");
        assertThat(keycloak.admin().get("/" + name + "/users").json()).isEmpty();
    }

    @Test
    void anImportThatFailsAfterItsUsersWereStoredLeavesNothing() {
        String name = TestTenants.newName();
        Map<String, Object> realm = realm(name, components(Map.of("enabled", List.of("true"))));
        realm.put("users", List.of(
                Map.of("username", "ada"), Map.of("username", "bob", "realmRoles", List.of("x"), "groups",
                        List.of("/no-such-group"))));

        assertThat(keycloak.admin().post("", realm).status()).isBetween(400, 500);

        new Traces(keycloak, name).assertNone();
    }

    @Test
    void anImportWithAnInvalidTenantNameIsRefused() {
        String name = TestTenants.newName() + "_and_sons";

        Answer refused = keycloak.admin().post("", Map.of(
                "realm", name, "components", components(Map.of("enabled", List.of("true")))));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        new Traces(keycloak, name).assertNone();
    }

    @Test
    void anImportWithAChangedOrASecondComponentIsRefused() {
        List<Map<String, List<String>>> configs = List.of(Map.of("enabled", List.of("false")),
                Map.of("enabled", List.of("true"), "schema", List.of("tenantry")));
        for (Map<String, List<String>> config : configs) {
            String name = TestTenants.newName();
            assertThat(keycloak.admin().post("", realm(name, components(config))).status()).isEqualTo(400);
            new Traces(keycloak, name).assertNone();
        }
        String name = TestTenants.newName();
        Map<String, List<String>> on = Map.of("enabled", List.of("true"));
        assertThat(keycloak.admin().post("", realm(name, components(on, on))).status()).isEqualTo(400);
        new Traces(keycloak, name).assertNone();
    }

    /** The caller may create realms and knows another tenant's ids. */
    @Test
    void anImportWithAnotherTenantsComponentOrIdIsRefused() {
        TestTenant acme = new TestTenants(keycloak).provision("ada", "acme-secret-1");
        String theirs = keycloak.database().value(
                "select id from component where realm_id = ? and provider_id = 'tenantry'", acme.id());
        List<Map<String, Object>> forgeries = List.of(
                Map.of("id", theirs), Map.of("config", Map.of("enabled", List.of("true"), "tenant", List.of(acme.name()))));
        for (Map<String, Object> forgery : forgeries) {
            String name = TestTenants.newName();
            Map<String, Object> component = new HashMap<>(Map.of("name", "tenant", "providerId", "tenantry",
                    "config", Map.of("enabled", List.of("true"))));
            component.putAll(forgery);

            Answer refused = keycloak.admin().post("", realm(name,
                    Map.of("org.keycloak.storage.UserStorageProvider", List.of(component))));

            assertThat(refused.status()).as(forgery + ": " + refused.body()).isIn(400, 409);
            new Traces(keycloak, name).assertNone();
        }
        String name = TestTenants.newName();
        Map<String, Object> realm = realm(name, components(Map.of("enabled", List.of("true"))));
        realm.put("id", acme.id());
        assertThat(keycloak.admin().post("", realm).status()).isIn(400, 409);
        new Traces(keycloak, name).assertNone();
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(acme.count("users", "true")).isEqualTo(1);
    }

    private static Map<String, Object> realm(String name, Map<String, Object> components) {
        Map<String, Object> realm = new HashMap<>();
        realm.put("realm", name);
        realm.put("enabled", true);
        realm.put("components", components);
        realm.put("clients", List.of(
                Map.of("clientId", "shop", "publicClient", true, "directAccessGrantsEnabled", true),
                Map.of("clientId", "robot", "secret", "robot-secret", "serviceAccountsEnabled", true)));
        realm.put("users", List.of(Map.of(
                "id", "ada-1815", "username", "ada", "enabled", true, "email", "ada@" + name + ".test",
                "firstName", "Ada", "lastName", "Byron",
                "credentials", List.of(Map.of("type", "password", "value", "lovelace-1815")))));
        return realm;
    }

    @SafeVarargs
    private static Map<String, Object> components(Map<String, List<String>>... configs) {
        List<Map<String, Object>> components = new ArrayList<>();
        for (Map<String, List<String>> config : configs) {
            components.add(Map.of("name", "tenant", "providerId", "tenantry", "config", config));
        }
        return Map.of("org.keycloak.storage.UserStorageProvider", components);
    }

    private List<String> rows(String sql, Object... parameters) {
        return keycloak.database().rows(sql, parameters).stream().map(row -> row.get(0).toString()).toList();
    }
}
