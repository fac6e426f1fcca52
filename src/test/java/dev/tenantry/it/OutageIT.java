package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.process.Directory;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The tenants' database can't be reached while Keycloak's own can. */
final class OutageIT {

    @AutoClose
    private final Directory directory = Directory.inMemory();

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final TenantsRole role = TenantsRole.of(keycloak.database());
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");

    @AfterEach
    void letIn() {
        role.letIn();
    }

    @Test
    void anOutageAnswers503AndEndsByItself() {
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(acme.put("/users/" + acme.firstUserId(), Map.of("firstName", "Augusta")).status())
                .isEqualTo(204);
        role.shutOut();
        String name = TestTenants.newName();

        assertUnavailable(keycloak.admin().get(TestTenants.PATH));
        assertUnavailable(keycloak.admin().get(TestTenants.PATH + "/" + acme.name()));
        assertUnavailable(tenants.provision(TestTenants.request(name, "ada", "lovelace-1815")));
        assertUnavailable(acme.signIn("nobody", "whatever-1"));
        assertUnavailable(acme.get("/users/count"));
        for (String list : List.of("/users", "/users?first=1&max=10&search=a", "/roles/uma_authorization/users")) {
            assertThat(acme.get(list).status()).as("the list is refused and not empty").isGreaterThanOrEqualTo(400);
        }
        assertThat(acme.put("/users/" + acme.firstUserId(), Map.of("firstName", "Ada")).status())
                .isEqualTo(503);

        role.letIn();
        Eventually.holds(
                "ada can sign in again", () -> acme.signIn("ada", "acme-secret-1").status() == 200);
        assertThat(acme.get("/users/" + acme.firstUserId()).json().get("firstName").asText()).isEqualTo("Augusta");
        new Traces(keycloak, name).assertNone();
        assertThat(tenants.provision(TestTenants.request(name, "ada", "lovelace-1815")).status()).isEqualTo(201);
    }

    /** By itself Keycloak would count no users of the tenant, and answer with an empty page. */
    @Test
    void aLaterPageReportsTheOutage() {
        TestTenant globex = tenants.provision("ada", "globex-secret-2");
        globex.post("/components", directory.component(true)).requiring(201);
        List<String> pages = List.of("/users?first=1", "/users?first=1&search=*e*", "/roles/inventor/users?first=1",
                "/groups/{group}/members?first=1", "/organizations/{organization}/groups/{team}/members?first=1");
        for (TestTenant tenant : List.of(acme, globex)) {
            Map<String, String> ids = twoMembersEverywhere(tenant);
            for (String page : pages) {
                assertThat(tenant.get(filled(page, ids)).requiring(200).json()).as(page).isNotEmpty();
            }
            role.shutOut();
            for (String page : pages) {
                Answer answer = tenant.get(filled(page, ids));
                if (tenant.equals(acme) && page.startsWith("/users")) { // found without a count
                    assertThat(answer.status()).as(page).isEqualTo(400);
                } else {
                    assertUnavailable(answer);
                }
            }
            role.letIn();
            Eventually.holds("the tenant answers again", () -> tenant.get("/users/count").status() == 200);
            for (String page : pages) {
                assertThat(tenant.get(filled(page, ids)).requiring(200).json()).as(page).isNotEmpty();
            }
        }
    }

    private static Map<String, String> twoMembersEverywhere(TestTenant tenant) {
        String group = tenant.post("/groups", Map.of("name", "crew")).createdId();
        tenant.post("/roles", Map.of("name", "inventor")).requiring(201);
        tenant.change("", Map.of("organizationsEnabled", true));
        String navy = tenant.post("/organizations", Map.of(
                "name", "navy", "domains", List.of(Map.of("name", "navy.test")))).createdId();
        String team = tenant.post("/organizations/" + navy + "/groups", Map.of("name", "team")).createdId();
        for (String user : List.of(tenant.firstUserId(), tenant.addUser("edsger", "acme-secret-3"))) {
            tenant.put("/users/" + user + "/groups/" + group, null).requiring(204);
            tenant.post("/users/" + user + "/role-mappings/realm", List.of(tenant.get("/roles/inventor").json()))
                    .requiring(204);
            tenant.post("/organizations/" + navy + "/members", user).requiring(201);
            tenant.put("/organizations/" + navy + "/groups/" + team + "/members/" + user, null).requiring(204);
        }
        return Map.of("group", group, "organization", navy, "team", team);
    }

    private static String filled(String path, Map<String, String> ids) {
        return ids.entrySet().stream().reduce(
                path, (text, id) -> text.replace("{" + id.getKey() + "}", id.getValue()), (a, b) -> b);
    }

    /** By itself Keycloak would treat this failure as an error of its own, and answer 500 or 400. */
    @Test
    void anOutageDuringAChangeAnswers503() {
        JsonNode tokens = acme.signIn("ada", "acme-secret-1").json();
        Http account = acme.account(tokens);
        JsonNode profile = account.get("/?userProfileMetadata=false").requiring(200).json();
        Map<String, Object> changed = Map.of("username", "ada", "firstName", "Augusta", "lastName", "King",
                "email", profile.get("email").asText());
        role.shutOut();

        assertUnavailable(account.post("/", changed));
        assertUnavailable(acme.put("/users/" + acme.firstUserId() + "/reset-password",
                Map.of("type", "password", "value", "another-secret-2")));

        role.letIn();
        Eventually.holds("ada can sign in again", () -> acme.signIn("ada", "acme-secret-1").status() == 200);
        assertThat(account.post("/", changed).status()).isEqualTo(204);
    }

    @Test
    void aPageReportsTheOutageAndAnOpenLoginFormWorksAfterwards() {
        LoginBrowser browser = new LoginBrowser(acme.realm());
        browser.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);
        LoginBrowser second = new LoginBrowser(acme.realm());
        second.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);
        role.shutOut();

        LoginOutcome refused = browser.submit("nobody-yet", "acme-secret-1");
        assertThat(refused).isInstanceOfSatisfying(LoginOutcome.Refused.class, page ->
                assertThat(page.message()).contains("not available at the moment"));

        role.letIn();
        Eventually.holds("ada can sign in again", () -> acme.signIn("ada", "acme-secret-1").status() == 200);
        assertThat(second.submit("ada", "acme-secret-1")).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void aLoginWhoseEventCannotBeStoredAnswers503() {
        acme.put("/events/config", Map.of("eventsEnabled", true)).requiring(204);
        acme.signIn("ada", "acme-secret-1"); // puts the user into Keycloak's cache
        role.shutOut();

        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(503);
        assertThat(acme.get("/events").status()).isEqualTo(503);

        role.letIn();
        Eventually.holds("ada can sign in again", () -> acme.signIn("ada", "acme-secret-1").status() == 200);
        assertThat(acme.get("/events?type=LOGIN").json()).hasSizeBetween(2, 3);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().get("errorMessage").asText()).isEqualTo("The tenant database is unavailable");
        assertThat(answer.body()).doesNotContain("Exception");
    }
}
