package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.BundleEntries;
import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.actors.UserFixtures;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests where the events of a tenant's realm are stored, and how the tenant's operations affect these events. */
@Tag("main")
final class EventsIT {

    private static final String PASSWORD = "lovelace-1815";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", PASSWORD);
    private final TestTenant globex = tenants.provision("ada", PASSWORD);

    @BeforeEach
    void saveEvents() {
        List.of(acme, globex).forEach(EventsIT::saveEvents);
    }

    private static void saveEvents(TestTenant tenant) {
        tenant.put("/events/config", Map.of("eventsEnabled", true, "adminEventsEnabled", true,
                "adminEventsDetailsEnabled", true)).requiring(204);
        tenant.keycloak().database().execute("delete from \"" + tenant.schema() + "\".event");
    }

    private long stored(TestTenant tenant, String condition) {
        return keycloak.database().<Number>value(
                "select count(*) from \"" + tenant.schema() + "\".event where " + condition).longValue();
    }

    private long inKeycloaksTables(String realmId) {
        return keycloak.database().<Number>value("""
                select (select count(*) from event_entity where realm_id = ?)
                  + (select count(*) from admin_event_entity where realm_id = ?)""", realmId, realmId).longValue();
    }

    private static JsonNode residue(TestTenant tenant) {
        return tenant.keycloak().admin().get(TestTenants.PATH + "/" + tenant.name() + "/residue").json();
    }

    @Test
    void eventsAreStoredOnlyInTheTenantsSchema() {
        acme.signIn("ada", PASSWORD);
        acme.signIn("ada", "wrong");
        acme.post("/groups", Map.of("name", "crew")).requiring(201);

        assertThat(stored(acme, "kind = 'login'")).isEqualTo(2);
        assertThat(stored(acme, "kind = 'admin' and resource_type = 'GROUP'")).isOne();
        assertThat(stored(globex, "true")).isZero();
        assertThat(inKeycloaksTables(acme.id())).isZero();
        assertThat(residue(acme).get("rows").asLong()).isZero();
        assertThat(acme.get("/events").json()).hasSize(2);
        assertThat(acme.get("/admin-events").json()).hasSize(1);
        assertThat(globex.get("/events").json()).isEmpty();
    }

    @Test
    void anEventIsStoredOnlyTogetherWithItsChange() {
        Answer refused = acme.post("/users", Map.of("username", "ada"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(stored(acme, "resource_type = 'USER'")).isZero();

        acme.addUser("grace", PASSWORD);

        assertThat(stored(acme, "resource_type = 'USER' and type = 'CREATE'")).isOne();
        assertThat(keycloak.database().<Number>value("""
                select count(*) from "%1$s".event e, "%1$s".users u
                where u.username = 'grace' and e.resource_path = 'users/' || u.id and e.xmin = u.xmin"""
                .formatted(acme.schema()))).as("events from the user's transaction").isEqualTo(1L);
    }

    private void openLoginForm(String redirectUri) {
        Http.at(acme.realm().issuer() + "/protocol/openid-connect/auth?response_type=code&client_id="
                + TestTenant.APPLICATION + "&redirect_uri=" + URLEncoder.encode(redirectUri, StandardCharsets.UTF_8))
                .get("");
    }

    @Test
    void aSuspendedTenantStoresEventsAndAnArchivedTenantDiscardsThem() {
        double before = Meters.of(keycloak.server()).value("tenantry_events_discarded_total");
        acme.apply("suspend").requiring(200);
        openLoginForm(TestTenant.REDIRECT_URI);
        long recorded = stored(acme, "error = 'realm_disabled'");
        acme.apply("archive").requiring(200);
        openLoginForm(TestTenant.REDIRECT_URI);

        assertThat(recorded).isOne();
        assertThat(stored(acme, "error = 'realm_disabled'")).isOne();
        assertThat(inKeycloaksTables(acme.id())).isZero();
        assertThat(Meters.of(keycloak.server()).value("tenantry_events_discarded_total")).isEqualTo(before + 1);
    }

    @Test
    void clearingEventsDeletesOneKindOfOneTenant() {
        List.of(acme, globex).forEach(tenant -> {
            tenant.signIn("ada", "wrong");
            tenant.post("/groups", Map.of("name", "crew")).requiring(201);
        });

        acme.delete("/events").requiring(204);
        assertThat(stored(acme, "kind = 'login'")).isZero();
        assertThat(stored(acme, "kind = 'admin'")).isNotZero();
        acme.delete("/admin-events").requiring(204);

        assertThat(acme.get("/admin-events").json()).isEmpty();
        assertThat(stored(globex, "kind = 'login'")).isOne();
        assertThat(stored(globex, "kind = 'admin'")).isOne();
    }

    @Test
    void eventsAreExportedAsLines() {
        acme.signIn("ada", PASSWORD);
        acme.signIn("ada", "wrong");
        acme.post("/groups", Map.of("name", "crew")).requiring(201);

        assertThat(export("")).extracting(line -> line.get("type").asText())
                .containsExactly("LOGIN", "LOGIN_ERROR", "CREATE");
        assertThat(export("?kind=login&type=LOGIN_ERROR")).singleElement().satisfies(line -> {
            assertThat(line.get("kind").asText()).isEqualTo("login");
            assertThat(line.get("userId").asText()).isEqualTo(acme.firstUserId());
            assertThat(line.get("details").get("username").asText()).isEqualTo("ada");
            assertThat(line.has("resourcePath")).isFalse();
        });
        assertThat(export("?to=2020-01-01")).isEmpty();
        assertThat(export("?from=2020-01-01T00:00:00Z&to=2100-01-01")).hasSize(3);
        assertThat(refused("?kind=logins")).isEqualTo("kind");
        assertThat(refused("?from=yesterday")).isEqualTo("from");
        assertThat(Http.at(keycloak.server().url() + "/admin/realms/master" + events("")).get("").status()).isEqualTo(401);
    }

    private String events(String query) {
        return "/tenants/" + acme.name() + "/events/export" + query;
    }

    private List<JsonNode> export(String query) {
        Answer answer = keycloak.admin().get("/master" + events(query)).requiring(200);
        return answer.body().lines().map(line -> new Answer(200, null, line).json()).toList();
    }

    private String refused(String query) {
        JsonNode refusal = keycloak.admin().get("/master" + events(query)).requiring(400).json();
        return refusal.at("/errors/0/field").asText(refusal.get("field").asText());
    }

    @Test
    void aBundleContainsEventsOnRequest() {
        acme.signIn("ada", "wrong");

        assertThat(BundleEntries.of(BundleIT.bundle(acme))).doesNotContainKey("event.ndjson");
        byte[] bundle = keycloak.admin()
                .getBytes(TestTenants.PATH + "/" + acme.name() + "/bundle?events=true").body();
        String restored = TestTenants.newName();
        keycloak.admin().postBytes(TestTenants.PATH + "/bundle?name=" + restored, "application/zip", bundle)
                .requiring(201);

        JsonNode event = keycloak.admin().get("/" + restored + "/events").json().get(0);
        JsonNode ada = keycloak.admin().get("/" + restored + "/users?username=ada").json().get(0);
        assertThat(event.get("type").asText()).isEqualTo("LOGIN_ERROR");
        assertThat(event.get("userId").asText()).isEqualTo(ada.get("id").asText()).isNotEqualTo(acme.firstUserId());
    }

    @Test
    void eventsMoveWithAnAdoptedRealmAndBack() {
        UserFixtures fixtures = UserFixtures.create(keycloak, 100);
        fixtures.realm().put("/events/config", Map.of("eventsEnabled", true, "adminEventsEnabled", true))
                .requiring(204);
        fixtures.realm().signIn("user1", "wrong");
        fixtures.realm().post("/groups", Map.of("name", "late-crew")).requiring(201);
        JsonNode logins = fixtures.realm().get("/events").json();
        JsonNode changes = fixtures.realm().get("/admin-events").json();

        TestAdoption.of(fixtures).adopted(fixtures);

        assertThat(fixtures.realm().get("/events").json()).isEqualTo(logins).hasSize(1);
        assertThat(fixtures.realm().get("/admin-events").json()).isEqualTo(changes).isNotEmpty();
        assertThat(inKeycloaksTables(fixtures.realm().id())).isZero();

        TestAdoption.releaseOf(fixtures).ended("DONE");

        assertThat(fixtures.realm().get("/events").json()).isEqualTo(logins);
        assertThat(fixtures.realm().get("/admin-events").json()).isEqualTo(changes);
    }

    @Test
    void aDroppedTenantLeavesNoEvent() {
        acme.signIn("ada", "wrong");
        acme.apply("archive").requiring(200);

        assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);

        assertThat(inKeycloaksTables(acme.id())).isZero();
        assertThat(globex.signIn("ada", PASSWORD).status()).isEqualTo(200);
        assertThat(stored(globex, "type = 'LOGIN'")).isOne();
    }
}
