package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table is missing in the schema of one tenant. */
final class BrokenSchemaIT {

    private static final String PASSWORD = "acme-secret-1";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", PASSWORD);
    private final TestTenant globex = tenants.provision("ada", PASSWORD);

    @BeforeEach
    void recordEvents() {
        acme.put("", Map.of("eventsEnabled", true));
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", PASSWORD).status()).isEqualTo(200);
        assertThat(globex.signInByForm("ada", PASSWORD).redeem().status()).isEqualTo(200);
        assertThat(globex.get("/users").status()).isEqualTo(200);
    }

    private void breakSchema() {
        keycloak.database().execute("alter table \"" + acme.schema() + "\".users rename password to gone");
        assertThat(acme.post("/clear-user-cache", null).status()).isEqualTo(204);
    }

    private List<JsonNode> errors() {
        return keycloak.structuredLog().stream()
                .filter(line -> line.at("/level").asText().equals("ERROR"))
                .filter(line -> line.at("/mdc/tenant").asText().equals(acme.name()))
                .toList();
    }

    private void assertNobodyIsBlamed() {
        assertThat(acme.get("/events").body())
                .doesNotContain("invalid_user_credentials")
                .doesNotContain("user_not_found");
        assertThat(errors()).isNotEmpty().allSatisfy(line -> assertThat(line.at("/message").asText())
                .startsWith("Tenant " + acme.name() + ": ")
                .endsWith("Run \"tenantry doctor " + acme.name() + "\"."));
    }

    private static void assertUnavailable(Answer answer, String tenant) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().get("errorMessage").asText())
                .isEqualTo("The tenant database has refused a statement. See the server's log. Run \"tenantry doctor "
                        + tenant + "\".");
    }

    @Test
    void programsGetA503AndTheLogNamesTheTenant() {
        breakSchema();

        assertUnavailable(acme.signIn("ada", PASSWORD), acme.name());
        assertThat(acme.get("/users").status()).as("the list is refused and not empty").isGreaterThanOrEqualTo(400);
        assertUnavailable(acme.get("/users/" + acme.firstUserId()), acme.name());
        assertUnavailable(acme.post("/users", Map.of("username", "grace", "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", PASSWORD)))), acme.name());
        assertUnavailable(acme.put("/users/" + acme.firstUserId() + "/reset-password",
                Map.of("type", "password", "value", "another-secret-2")), acme.name());

        assertNobodyIsBlamed();
    }

    @Test
    void exportsAnswer503AndTheLogNamesTheTenant() {
        breakSchema();

        assertUnavailable(keycloak.admin().get(TestTenants.PATH + "/" + acme.name() + "/users/export"), acme.name());

        assertNobodyIsBlamed();
        keycloak.database().execute("alter table \"" + acme.schema() + "\".event rename to gone");
        assertUnavailable(keycloak.admin().get(TestTenants.PATH + "/" + acme.name() + "/events/export"), acme.name());
    }

    @Test
    void usersAtTheLoginFormGetAPageThatSaysNotAvailableAndBlamesNoPassword() {
        LoginBrowser browser = new LoginBrowser(acme.realm());
        browser.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);
        breakSchema();

        LoginOutcome refused = browser.submit("ada", PASSWORD);

        assertThat(refused).isInstanceOfSatisfying(LoginOutcome.Refused.class, page ->
                assertThat(page.message()).contains("not available at the moment"));
        assertThat(browser.page().text("body"))
                .doesNotContainIgnoringCase("password", "username", "credentials", "identity provider");
        assertNobodyIsBlamed();
    }

    /**
     * The user opens a second tab while a login is in progress in the first tab. The login flow then looks up the user
     * of the session cookie.
     */
    @Test
    void usersWhoAreSignedInGetAPageThatSaysNotAvailable() {
        LoginBrowser browser = acme.signInByForm("ada", PASSWORD);
        browser.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI, Map.of("prompt", "login"));
        breakSchema();

        LoginOutcome refused = browser.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);

        assertThat(refused).isInstanceOfSatisfying(LoginOutcome.Refused.class, page ->
                assertThat(page.message()).contains("not available at the moment"));
        assertNobodyIsBlamed();
    }
}
