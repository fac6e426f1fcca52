package dev.tenantry.it;

import static dev.tenantry.it.ScimRequests.assertError;
import static dev.tenantry.it.ScimRequests.filter;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.RoundTrips;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests SCIM's round trips to the tenants' database, and SCIM's answers if that database is unavailable. */
@Tag("long")
final class ScimDatabaseIT {

    private static final int USERS = 120;
    private static final int TIMES = 10;
    private static final String PASSWORD = "acme-secret-1";

    /** Keycloak looks up the caller's service account for each request (MgmtPermissions.initIdentity, 26.7). */
    private static final int CALLER = 1;

    private static final RoundTrips NETWORK = RoundTrips.to(Postgres.shared());
    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another("scim", settings -> settings
            .withBuildOption("features", "scim-api")
            .withOption("spi-tenants--default--db-url", NETWORK.url("scim")));
    private static final TenantsRole ROLE = TenantsRole.of(KEYCLOAK.database());
    private static final TestTenant ACME = new TestTenants(KEYCLOAK).provision("ada", PASSWORD);
    private static final TestTenant GLOBEX = new TestTenants(KEYCLOAK).provision("ada", PASSWORD);
    private static final Http SCIM = ScimClient.of(ACME, "manage-users");

    private static String crew;

    @BeforeAll
    static void furnish() {
        crew = ACME.post("/groups", Map.of("name", "crew")).createdId();
        for (int i = 0; i < USERS; i++) {
            ACME.post("/users", Map.of("username", "user-" + i, "enabled", true, "email", "user-" + i + "@acme.test",
                    "firstName", "First", "lastName", "Last", "groups", List.of("/crew"),
                    "credentials", List.of(Map.of("type", "password", "value", PASSWORD)))).requiring(201);
        }
        SCIM.get("/Users").requiring(200);
    }

    @AfterEach
    void letIn() {
        ROLE.letIn();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.server().stop();
        NETWORK.close();
    }

    /** Returns the lowest count of several runs, because the server also makes round trips to check its caches. */
    private static long fewest(Runnable work) {
        return LongStream.range(0, TIMES)
                .map(i -> {
                    ACME.post("/clear-user-cache", null).requiring(204);
                    readServiceAccount();
                    long begun = NETWORK.count();
                    work.run();
                    return NETWORK.count() - begun;
                })
                .min()
                .orElseThrow();
    }

    /** Loads the service account and its roles into Keycloak's cache. */
    private static void readServiceAccount() {
        SCIM.get("/Users" + filter("userName eq \"ada\"")).requiring(200);
    }

    private static JsonNode list(String path) {
        return SCIM.get(path).requiring(200).json();
    }

    @Test
    void aPageOfUsersIsOneRoundTripForTheListAndOneForTheCount() {
        assertThat(list("/Users?count=100").at("/Resources")).hasSize(100);
        assertThat(fewest(() -> list("/Users?count=20"))).isEqualTo(CALLER + 2);
        assertThat(fewest(() -> list("/Users?startIndex=11&count=20&attributes=userName,groups"))).isEqualTo(CALLER + 2);
    }

    @Test
    void aFilteredPageIsOneRoundTripForTheListAndOneForTheCount() {
        String filter = filter("userName sw \"user\" and groups.value eq \"" + crew + "\"");
        assertThat(list("/Users" + filter + "&count=100").get("totalResults").asInt()).isEqualTo(USERS);
        assertThat(fewest(() -> list("/Users" + filter + "&count=20"))).isEqualTo(CALLER + 2);
    }

    @Test
    void aUserIsFoundByNameInTwoRoundTrips() {
        assertThat(fewest(() -> list("/Users" + filter("userName eq \"user-7\"")))).isEqualTo(CALLER + 2);
        assertThat(fewest(() -> list("/Users" + filter("userName eq \"nobody\"")))).isEqualTo(CALLER + 2);
    }

    @Test
    void theMembersOfAGroupAreOneRoundTrip() {
        assertThat(list("/Groups/" + crew + "?attributes=members").at("/members")).hasSize(USERS);
        assertThat(fewest(() -> list("/Groups/" + crew + "?attributes=members"))).isEqualTo(CALLER + 1);
    }

    @Test
    void groupsAreFoundByAMemberInARoundTripForTheListAndOneForTheCount() {
        String ada = ACME.get("/users?exact=true&username=user-7").json().at("/0/id").asText();
        String filter = filter("members[value eq \"" + ada + "\"]");
        assertThat(list("/Groups" + filter).get("totalResults").asInt()).isOne();
        assertThat(fewest(() -> list("/Groups" + filter))).isLessThanOrEqualTo(CALLER + 2);
    }

    @Test
    void anOutageAnswers503() {
        String group = crew;
        String user = ACME.get("/users?exact=true&username=user-8").json().at("/0/id").asText();
        ACME.post("/clear-user-cache", null).requiring(204);
        readServiceAccount();
        Map<String, Object> patch = Map.of("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                "Operations", List.of(Map.of("op", "replace", "path", "active", "value", false)));
        String type = "application/scim+json";
        ROLE.shutOut();

        assertError(SCIM.get("/Users"), 503);
        assertError(SCIM.get("/Users" + filter("userName eq \"ada\"")), 503);
        assertError(SCIM.get("/Users" + filter("userName eq \"nobody\"")), 503);
        assertError(SCIM.get("/Users/" + user), 503);
        assertError(SCIM.post("/Users/.search", Map.of()), 503);
        assertError(SCIM.post("/Users", Map.of("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                "userName", "new")), 503);
        assertError(SCIM.request("PATCH", "/Users/" + user, type, Http.JSON.valueToTree(patch).toString()), 503);
        assertError(SCIM.delete("/Users/" + user), 503);
        assertError(SCIM.get("/Groups" + filter("members[value eq \"" + user + "\"]")), 503);
        assertError(SCIM.get("/Groups/" + group + "?attributes=members"), 503);

        ROLE.letIn();
        Eventually.holds("the users are listed again", () -> SCIM.get("/Users").status() == 200);
        assertThat(ACME.get("/users/" + user).json().get("enabled").asBoolean()).isTrue();
        assertThat(GLOBEX.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }
}
