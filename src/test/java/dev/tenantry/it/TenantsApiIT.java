package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the REST API {@code /admin/realms/master/tenants}. */
@Tag("main")
@Tag("containers")
final class TenantsApiIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);

    @Nested
    class WithATenant {

        private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
        private final TestTenant globex = tenants.provision("ada", "globex-secret-2");

        @Test
        void provisioningAnswersWithTheTenantAndItsLocation() {
            String name = TestTenants.newName();

            Answer answer = tenants.provision(TestTenants.request(name, "ada", "lovelace-1815"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("Location")).endsWith("/admin/realms/master/tenants/" + name);
            JsonNode tenant = answer.json();
            assertThat(tenant.get("name").asText()).isEqualTo(name);
            assertThat(tenant.get("displayName").asText()).isEqualTo("Tenant " + name);
            assertThat(tenant.get("schema").asText()).startsWith("tenant_" + name + "_");
            assertThat(tenant.get("state").asText()).isEqualTo("ACTIVE");
            assertThat(tenant.get("schemaVersion")).as("the schema version of acme too")
                    .isEqualTo(acme.look().json().get("schemaVersion"));
            assertThat(tenant.get("database").asText()).isEqualTo("main");
            assertThat(tenant.get("issuer").asText()).isEqualTo(keycloak.server().url() + "/realms/" + name);
            assertThat(tenant.get("user").get("username").asText()).isEqualTo("ada");
            assertThat(answer.body()).doesNotContain("lovelace").doesNotContain("credential");
        }

        @Test
        void aTenantIsReadByName() {
            JsonNode tenant = keycloak.admin().get(TestTenants.PATH + "/" + acme.name()).json();

            assertThat(tenant.get("id").asText()).isEqualTo(acme.id());
            assertThat(tenant.has("user")).isFalse();
            assertThat(keycloak.admin().get(TestTenants.PATH + "/no-such-tenant").status()).isEqualTo(404);
        }

        @Test
        void listAndCountGiveTheSameResultForASearch() {
            assertThat(names(keycloak.admin().get(TestTenants.PATH + "?search=" + acme.name().toUpperCase(Locale.ROOT))))
                    .containsExactly(acme.name());
            assertThat(keycloak.admin().get(TestTenants.PATH + "/count?search=" + acme.name()).body()).isEqualTo("1");
            assertThat(keycloak.admin().get(TestTenants.PATH + "/count?search=%25").body()).isEqualTo("0");
        }

        @Test
        void aListIsSortedAndReturnedInPages() {
            String together = TestTenants.newName();
            for (String name : List.of(together + "-b", together + "-a", together + "-c")) {
                tenants.provision(TestTenants.request(name, "ada", "lovelace-1815"));
            }
            String search = TestTenants.PATH + "?search=" + together;

            assertThat(names(keycloak.admin().get(search)))
                    .containsExactly(together + "-a", together + "-b", together + "-c");
            assertThat(names(keycloak.admin().get(search + "&first=1&max=1"))).containsExactly(together + "-b");
            assertThat(keycloak.admin().get(TestTenants.PATH + "/count?search=" + together).body()).isEqualTo("3");
            assertThat(names(keycloak.admin().get(TestTenants.PATH + "?max=10000"))).isSorted()
                    .contains(acme.name(), globex.name());
        }

        @Test
        void droppingRemovesRealmSchemaAndRegistryRowAndKeepsTheNameUntilItIsFreed() {
            assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);

            assertNothingIsLeftOf(acme);
            assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(404);
            assertThat(tenants.provision(TestTenants.request(acme.name(), "ada", "acme-secret-1")).status())
                    .isEqualTo(409);
            assertThat(keycloak.admin().delete(TestTenants.PATH + "/former-names/" + acme.name()).status())
                    .isEqualTo(204);
            assertThat(tenants.provision(TestTenants.request(acme.name(), "ada", "acme-secret-1")).status())
                    .isEqualTo(201);
            assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        }

        @Test
        void removingTheRealmByKeycloaksOwnApiDropsTheTenant() {
            assertThat(acme.delete("").status()).isEqualTo(204);

            assertNothingIsLeftOf(acme);
            assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        }

        @Test
        void theNameOfAnExistingRealmIsRefused() {
            String name = TestTenants.newName();
            assertThat(keycloak.admin().post("", Map.of("realm", name, "enabled", true)).status()).isEqualTo(201);

            Answer answer = tenants.provision(TestTenants.request(name, "ada", "lovelace-1815"));

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().get("field").asText()).isEqualTo("name");
            assertThat(keycloak.admin().get(TestTenants.PATH + "/count?search=" + name).body()).isEqualTo("0");
        }

        private void assertNothingIsLeftOf(TestTenant tenant) {
            assertThat(tenant.get("").status()).isEqualTo(404);
            assertThat(keycloak.admin().get(TestTenants.PATH + "/" + tenant.name()).status()).isEqualTo(404);
            assertThat(keycloak.database().rows(
                    "select 1 from pg_namespace where nspname = ?", tenant.schema())).isEmpty();
            assertThat(keycloak.database().rows(
                    "select 1 from tenantry.tenant where realm_id = ?", tenant.id())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"user":{"username":"ada"}}                                                | name
            {"name":"Acme","user":{"username":"ada"}}                                  | name
            {"name":"a","user":{"username":"ada"}}                                     | name
            {"name":"a--b","user":{"username":"ada"}}                                  | name
            {"name":"master","user":{"username":"ada"}}                                | name
            {"name":"pg-toast","user":{"username":"ada"}}                              | name
            {"name":"www","user":{"username":"ada"}}                                   | name
            {"name":"wrong-a"}                                                         | user
            {"name":"wrong-b","user":{}}                                               | user.username
            {"name":"wrong-c","template":"nope","user":{"username":"ada"}}             | template
            {"name":"wrong-d","user":{"username":"ada","email":"no address"}}          | user.email
            {"name":"wrong-e","user":{"username":"ada","credentials":[{"type":"password","value":"short"}]}} | user.credentials
            {"name":"wrong-j","user":{"username":"ada","credentials":[{"type":"password","value":""}]}}      | user.credentials
            {"name":"wrong-k","user":{"username":"ada","credentials":[{"type":"password"}]}}                 | user.credentials
            {"name":"wrong-f","user":{"username":"ada","shoeSize":42}}                 | user.shoeSize
            {"name":"wrong-g","user":[]}                                               | user
            {"name":"wrong-h","surprise":true,"user":{"username":"ada"}}               | surprise
            """)
    void anInvalidFieldIsNamed(String body, String field) {
        Answer answer = keycloak.admin().postRaw(TestTenants.PATH, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
        assertThat(answer.json().get("errorMessage").asText()).isNotBlank();
    }

    @Test
    void severalInvalidFieldsAreNamedTogether() {
        JsonNode answer = keycloak.admin()
                .postRaw(TestTenants.PATH, "{\"name\":\"Not a name\",\"template\":\"nope\",\"user\":{}}")
                .json();

        assertThat(StreamSupport.stream(answer.get("errors").spliterator(), false)
                        .map(error -> error.get("field").asText()))
                .containsExactly("name", "template", "user.username");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"name":
            not json
            []
            {"name":"a1","name":"b1","user":{"username":"ada"}}
            {"name":"wrong-z","user":{"username":"ada"}} {}
            """)
    void malformedJsonIsABadRequest(String body) {
        Answer answer = keycloak.admin().postRaw(TestTenants.PATH, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("errorMessage").asText()).isNotBlank();
    }

    @Test
    void aRefusedRequestLeavesNothing() {
        tenants.provision(Map.of("name", "wrong-i", "user", Map.of("username", "ada", "credentials",
                List.of(Map.of("type", "password", "value", "short")))));

        assertThat(keycloak.admin().get("/wrong-i").status()).isEqualTo(404);
        assertThat(keycloak.database().rows("select 1 from tenantry.tenant where name like 'wrong-%'")).isEmpty();
        assertThat(keycloak.database().rows("select 1 from pg_namespace where nspname like 'tenant\\_wrong%'"))
                .isEmpty();
    }

    private static List<String> names(Answer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(tenant -> tenant.get("name").asText())
                .toList();
    }
}
