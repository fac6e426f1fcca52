package dev.tenantry.it.life;

import static dev.tenantry.it.clients.MovedUsers.ADAS_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.it.clients.MovedUsers;
import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.BundleEntries;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exports a tenant to one file, and restores the tenant on the same server and on another server. */
@Tag("main")
final class BundleIT {

    private static final String ZIP = "application/zip";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenant acme = (TestTenant) RealmKind.TENANT.create("ada", ADAS_PASSWORD);

    static byte[] bundle(TestTenant tenant) {
        return tenant.keycloak().admin().getBytes(TestTenants.PATH + "/" + tenant.name() + "/bundle").body();
    }

    private static Answer restore(KeycloakUnderTest server, byte[] bundle, String name) {
        String query = name == null ? "" : "?name=" + name;
        return server.admin().postBytes(TestTenants.PATH + "/bundle" + query, ZIP, bundle);
    }

    private static TestTenant restored(KeycloakUnderTest server, byte[] bundle, String name) {
        Answer answer = restore(server, bundle, name);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith(
                "/admin/realms/master/tenants/" + answer.json().get("name").asText());
        assertThat(answer.json().get("state").asText()).isEqualTo("ACTIVE");
        JsonNode ada = server.admin().get("/" + answer.createdId() + "/users?exact=true&username=ada").json();
        return new TestTenant(server, answer.json().get("id").asText(), answer.createdId(),
                answer.json().get("schema").asText(), ada.at("/0/id").asText());
    }

    private static JsonNode tokens(TestRealm realm) {
        Answer answer = realm.signIn("ada", ADAS_PASSWORD);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String subject(JsonNode tokens) {
        return Realm.claims(tokens.get("id_token").asText()).get("sub").asText();
    }

    private static Map<String, String> ids(TestRealm realm) {
        Map<String, String> ids = new HashMap<>();
        realm.get("/users").json().forEach(
                user -> ids.put(user.get("username").asText(), user.get("id").asText()));
        return ids;
    }

    /** Adds organizations, clients and roles to the realm, and users that refer to them. */
    private void furnish() {
        new MovedUsers(acme).create();
        acme.change("", Map.of("organizationsEnabled", true));
        String navy = acme.post("/organizations", Map.of("name", "Navy", "alias", "navy",
                "domains", List.of(Map.of("name", "navy.test")))).createdId();
        assertThat(acme.post("/organizations/" + navy + "/members", ids(acme).get("hedy")).status()).isEqualTo(201);
        acme.post("/clients", Map.of("clientId", "robot", "secret", "robot-secret", "serviceAccountsEnabled", true,
                "authorizationServicesEnabled", true));
        String robot = acme.get("/clients/" + acme.clientUuid("robot") + "/service-account-user").json()
                .get("id").asText();
        assertThat(acme.post("/users/" + robot + "/role-mappings/realm",
                List.of(acme.get("/roles/inventor").json())).status()).isEqualTo(204);
        acme.change("", Map.of("displayNameHtml", "${acme} & <b>sons</b>"));
    }

    private static void assertComplete(TestTenant tenant) {
        String navy = tenant.get("/organizations").json().at("/0/id").asText();
        assertThat(tenant.get("/organizations/" + navy + "/members").json().findValuesAsText("username"))
                .containsExactly("hedy");
        tenant.change("", Map.of("organizationsEnabled", false)); // with them the login first asks for the name alone
        new MovedUsers(tenant).assertAreThere();
        Answer robot = tenant.realm().token(Map.of("grant_type", "client_credentials", "client_id", "robot",
                "client_secret", "robot-secret"));
        assertThat(robot.status()).as(robot.body()).isEqualTo(200);
        assertThat(Realm.claims(robot.json().get("access_token").asText()).at("/realm_access/roles").toString())
                .contains("inventor");
        assertThat(tenant.count("users", "username = 'service-account-robot'")).isOne();
        assertThat(tenant.get("").json().get("displayNameHtml").asText()).isEqualTo("${acme} & <b>sons</b>");
        assertThat(tenant.get("/clients/" + tenant.clientUuid("robot") + "/authz/resource-server/settings").status())
                .isEqualTo(200);
        LoginBrowser browser = new LoginBrowser(tenant.realm());
        assertThat(browser.authorize("account-console", tenant.realm().issuer() + "/account/"))
                .isInstanceOf(AskedFor.class);
    }

    private static String keys(TestTenant tenant) {
        return tenant.get("/keys").json().get("keys").findValuesAsText("kid").stream().sorted().toList().toString();
    }

    @Test
    void aBundleIsAFileWithTheTenantsName() {
        HttpResponse<byte[]> answer =
                keycloak.admin().getBytes(TestTenants.PATH + "/" + acme.name() + "/bundle");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(ZIP);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + acme.name() + ".zip\"");
        assertThat(BundleEntries.of(answer.body()).keySet())
                .contains("realm.json", "users.ndjson", "manifest.json");
        assertThat(BundleEntries.of(answer.body()).get("realm.json")).contains("privateKey");
    }

    @Test
    void aRestoredTenantGetsItsHostUnlessAnotherTenantHasIt() {
        String host = acme.name() + ".bundles.test";
        assertThat(keycloak.admin().put(TestTenants.PATH + "/" + acme.name(), Map.of("host", host)).status())
                .isEqualTo(200);
        byte[] bundle = bundle(acme);

        TestTenant copy = restored(keycloak, bundle, TestTenants.newName());
        assertThat(copy.look().json().has("host")).isFalse();
        assertThat(copy.signIn("ada", ADAS_PASSWORD).status()).isEqualTo(200);
        assertThat(acme.look().json().get("host").asText()).isEqualTo(host);

        assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);
        assertThat(restored(keycloak, bundle, null).look().json().get("host").asText()).isEqualTo(host);
    }

    @Nested
    final class UnderAnotherName {

        @Test
        void aCopyIsASeparateTenantWithAllDataOfTheFirst() {
            furnish();
            String before = rows();
            JsonNode ofAcme = tokens(acme);

            TestTenant copy = restored(keycloak, bundle(acme), TestTenants.newName());

            assertComplete(copy);
            assertThat(keys(copy)).isEqualTo(keys(acme));
            assertThat(rows()).isEqualTo(before);
            assertThat(ids(copy).values()).doesNotContainAnyElementsOf(ids(acme).values());
            JsonNode ofCopy = tokens(copy);
            assertRefused(copy, ofAcme);
            assertRefused(acme, ofCopy);
            assertThat(acme.refresh(ofAcme).status()).isEqualTo(200);
            assertNothingOfTheOtherIn(copy);
            assertThat(copy.look().json().get("schemaVersion")).isEqualTo(acme.look().json().get("schemaVersion"));
        }

        private void assertRefused(TestRealm realm, JsonNode tokensOfAnother) {
            assertThat(realm.account(tokensOfAnother).get("").status()).isEqualTo(401);
            assertThat(realm.refresh(tokensOfAnother).status()).isEqualTo(400);
            assertThat(realm.realm().introspect(TestRealm.SERVICE, TestRealm.SERVICE_SECRET,
                    tokensOfAnother.get("access_token").asText()).get("active").asBoolean()).isFalse();
        }

        /** Asserts that the copy's rows have only ids of its own realm, and that Keycloak's own tables have no rows. */
        private void assertNothingOfTheOtherIn(TestTenant copy) {
            assertThat(copy.count("role_mapping", "role_id not in (select id from public.keycloak_role"
                    + " where realm_id = '" + copy.id() + "')")).isZero();
            assertThat(copy.count("group_membership", "group_id not in (select id from public.keycloak_group"
                    + " where realm_id = '" + copy.id() + "')")).isZero();
            assertThat(copy.count("consent", "client_id not in (select id from public.client where realm_id = '"
                    + copy.id() + "')")).isZero();
            assertThat(keycloak.admin().get(TestTenants.PATH + "/" + copy.name() + "/residue").json()
                    .get("rows").asLong()).isZero();
        }

        private String rows() {
            return keycloak.database().value("select coalesce(string_agg(r::text, ' ' order by r::text), '') from \""
                    + acme.schema() + "\".users r");
        }

        @Test
        void aCopyGivesAnAdoptedUserAnotherId() {
            AdoptedUser grace = AdoptedUser.in(acme, "grace");

            TestTenant copy = restored(keycloak, bundle(acme), TestTenants.newName());

            assertThat(ids(acme)).containsEntry("grace", grace.id());
            assertThat(ids(copy).get("grace")).isEqualTo(UUID.fromString(ids(copy).get("grace")).toString())
                    .isNotEqualTo(grace.id()).startsWith(copy.firstUserId().substring(0, 13));
            assertThat(copy.signIn("grace", ADAS_PASSWORD).status()).isEqualTo(200);
        }
    }

    @Nested
    final class UnderItsOwnName {

        @Test
        void aDroppedTenantIsRestoredWithTheSameIds() {
            AdoptedUser grace = AdoptedUser.in(acme, "grace");
            Map<String, String> ids = ids(acme);
            JsonNode before = tokens(acme);
            byte[] bundle = bundle(acme);
            assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);

            TestTenant again = restored(keycloak, bundle, null);

            assertThat(again).isEqualTo(acme);
            assertThat(ids(again)).isEqualTo(ids).containsEntry("grace", grace.id());
            assertThat(subject(tokens(again))).isEqualTo(subject(before));
        }

        /** Issue 17, B6: a realm's admin can choose the ids of clients, and the ids of components are public. */
        @Test
        void aTenantKeepsItsIdsEvenIfAnotherTenantsClientHasItsComponentsId() {
            String component = keycloak.database().value("select component_id from tenantry.tenant where realm_id = ?",
                    acme.id());
            TestTenant globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
            assertThat(globex.post("/clients", Map.of("id", component, "clientId", "trap")).status()).isEqualTo(201);
            Map<String, String> ids = ids(acme);
            byte[] bundle = bundle(acme);
            assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);

            TestTenant again = restored(keycloak, bundle, null);

            assertThat(again).isEqualTo(acme);
            assertThat(ids(again)).isEqualTo(ids);
        }

        @Test
        void anIdInUseIsNamedAndNewIdsAreUsedOnRequest() {
            String client = acme.clientUuid(TestRealm.APPLICATION);
            Map<String, String> ids = ids(acme);
            byte[] bundle = bundle(acme);
            assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);
            TestTenant globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
            assertThat(globex.post("/clients", Map.of("id", client, "clientId", "trap")).status()).isEqualTo(201);

            Answer refused = restore(keycloak, bundle, null);

            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.json().get("field").asText()).isEqualTo("id");
            assertThat(refused.json().get("errorMessage").asText()).contains("client " + client, globex.name());
            assertThat(keycloak.admin().delete(TestTenants.PATH + "/former-names/" + acme.name()).status())
                    .as("frees the name for another realm id").isEqualTo(204);
            Answer renewed = keycloak.admin().postBytes(TestTenants.PATH + "/bundle?ids=new", ZIP, bundle);
            assertThat(renewed.status()).as(renewed.body()).isEqualTo(201);
            assertThat(renewed.json().get("id").asText()).isNotEqualTo(acme.id());
            assertThat(ids(acme)).hasSameSizeAs(ids).doesNotContainValue(ids.get("ada"));
            assertThat(acme.signIn("ada", ADAS_PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void aBundleIsRefusedIfAnotherRealmHasAUsersIdMeanwhile() {
            AdoptedUser grace = AdoptedUser.in(acme, "grace");
            byte[] bundle = bundle(acme);
            assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);
            StandardRealm standard = StandardRealm.create(keycloak, "mallory", "m-secret-17");
            assertThat(standard.post("/partialImport", Map.of("users", List.of(
                    Map.of("id", grace.id(), "username", "grace")))).status()).isEqualTo(200);

            Answer refused = restore(keycloak, bundle, null);

            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.json().get("field").asText()).isEqualTo("id");
            assertThat(refused.json().get("errorMessage").asText()).contains(grace.id());
            assertThat(keycloak.admin().get("/" + acme.name()).status()).isEqualTo(404);
            assertThat(standard.delete("/users/" + grace.id()).status()).isEqualTo(204);
            assertThat(ids(restored(keycloak, bundle, null))).containsEntry("grace", grace.id());
        }

        @Test
        void aBundleIsAConflictWhileItsTenantExists() {
            byte[] bundle = bundle(acme);

            for (String name : new String[] {null, acme.name()}) {
                Answer answer = restore(keycloak, bundle, name);
                assertThat(answer.status()).as(answer.body()).isEqualTo(409);
                assertThat(answer.json().get("field").asText()).isEqualTo("name");
            }
            assertThat(acme.signIn("ada", ADAS_PASSWORD).status()).isEqualTo(200);
        }
    }

    @Nested
    final class OutOfService {

        @Test
        void aTenantOutOfServiceIsExportedAndItsCopyIsInService() {
            for (String operation : List.of("suspend", "resume", "archive")) {
                assertThat(acme.apply(operation).status()).isEqualTo(200);
                TestTenant copy = restored(keycloak, bundle(acme), TestTenants.newName());
                assertThat(copy.signIn("ada", ADAS_PASSWORD).status()).as(operation).isEqualTo(200);
            }
        }
    }

    @Nested
    final class ThatIsNotAsItWas {

        @Test
        void aChangedBundleIsRefusedAndLeavesNothing() {
            String name = TestTenants.newName();
            Map<String, String> entries = BundleEntries.of(bundle(acme));
            entries.computeIfPresent("users.ndjson", (entry, rows) -> rows.replace("\"ada\"", "\"eve\""));

            assertRefused(restore(keycloak, BundleEntries.zip(entries), name), "users.ndjson");
            assertRefused(restore(keycloak, "no ZIP".getBytes(StandardCharsets.UTF_8), name), "");
            assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
            assertThat(keycloak.database().rows("select 1 from tenantry.tenant where name = ?", name)).isEmpty();
            assertThat(keycloak.database().rows(
                    "select 1 from pg_namespace where starts_with(nspname, ?)", "tenant_" + name)).isEmpty();
        }

        private void assertRefused(Answer answer, String entry) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).as(answer.body()).isEqualTo(entry);
        }

        @Test
        void aBundleIsRefusedUnderAnInvalidTenantName() {
            Answer answer = restore(keycloak, bundle(acme), "master");

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).isEqualTo("name");
        }
    }

    @Test
    void aSecondServerRestoresUsersWithTheirIdsAndPasswords() {
        furnish();
        AdoptedUser mary = AdoptedUser.in(acme, "mary");
        Map<String, String> ids = ids(acme);
        JsonNode before = tokens(acme);
        String keys = keys(acme);
        byte[] bundle = bundle(acme);

        KeycloakUnderTest second = KeycloakUnderTest.another("second");
        try {
            TestTenant there = restored(second, bundle, null);

            assertThat(there.id()).isEqualTo(acme.id());
            assertThat(ids(there)).isEqualTo(ids).containsEntry("mary", mary.id());
            assertThat(subject(tokens(there))).isEqualTo(subject(before));
            assertThat(keys(there)).isEqualTo(keys);
            assertThat(there.signIn("mary", ADAS_PASSWORD).status()).isEqualTo(200);
            assertThat(there.delete("/users/" + mary.id()).status()).isEqualTo(204);
            assertComplete(there);
        } finally {
            second.server().close();
        }
    }
}
