package dev.tenantry.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.process.Eventually;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One deployment of an application serves all tenants, and nothing of one of them is worth anything at another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SampleIT {

    private static final String ACME_PASSWORD = "acme-secret-1";
    private static final String GLOBEX_PASSWORD = "globex-secret-2";

    private final SampleUnderTest sample = SampleUnderTest.start();
    private final TestTenant acme = sample.provision(TestTenants.newName(), "ada", ACME_PASSWORD);
    private final TestTenant globex = sample.provision(TestTenants.newName(), "ada", GLOBEX_PASSWORD);

    @AfterAll
    void end() {
        sample.close();
    }

    @Test
    void usersOfOneNameSignInAtTheirTenantsByOneDeployment() {
        assertIsAdaOf(acme, sample.signIn(acme, "ada", ACME_PASSWORD));
        assertIsAdaOf(globex, sample.signIn(globex, "ada", GLOBEX_PASSWORD));

        LoginBrowser browser = new LoginBrowser(globex.realm());
        browser.open(sample.home(globex));
        assertThat(browser.submit("ada", ACME_PASSWORD)).isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void oneBrowserIsSignedInAtTwoTenantsAtATime() {
        LoginBrowser browser = sample.signIn(acme, "ada", ACME_PASSWORD);
        browser.open(sample.home(globex));
        browser.submit("ada", GLOBEX_PASSWORD);

        assertIsAdaOf(globex, browser);
        browser.open(sample.home(acme));
        assertIsAdaOf(acme, browser);
    }

    @Test
    void aSessionOfOneTenantIsNoneAtAnother() {
        String session = session(sample.signIn(acme, "ada", ACME_PASSWORD));

        assertThat(at(acme, "/", session).status()).isEqualTo(200);
        Answer elsewhere = at(globex, "/", session);
        assertThat(elsewhere.status()).isEqualTo(303);
        assertThat(elsewhere.header("Location")).startsWith(globex.realm().authorizationEndpoint());
    }

    @Test
    void aTenantThatComesLaterIsThereWithoutARestart() {
        String name = TestTenants.newName();
        assertThat(sample.http().get("/" + name + "/").status()).isEqualTo(404);

        TestTenant later = sample.provision(name, "ada", ACME_PASSWORD);

        assertIsAdaOf(later, sample.signIn(later, "ada", ACME_PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nobody/", "/nobody/api/me", "/master/", "/%2e%2e/", "/acme%2f..%2fmaster/", "/ACME/", "/",
        "/localhost:9090@elsewhere.test/"})
    void whatIsNoTenantIsNotFound(String path) {
        Answer answer = sample.http().bearer("any").get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here.");
    }

    /** Whatever is made of the state and the issuer that come with it. */
    @Test
    void aCodeOfOneTenantIsRefusedAtAnother() {
        for (int disguise = 0; disguise < 3; disguise++) {
            URI answer = answerToALogin(acme, "ada", ACME_PASSWORD);
            Answer begun = sample.http().get("/" + globex.name() + "/");
            String query = switch (disguise) {
                case 0 -> answer.getRawQuery();
                case 1 -> with("state", parameter(begun, "state"), answer.getRawQuery());
                default -> with("iss", URLEncoder.encode(globex.realm().issuer(), StandardCharsets.UTF_8),
                        with("state", parameter(begun, "state"), answer.getRawQuery()));
            };

            Answer refused = at(globex, "/callback?" + query, session(begun.header("Set-Cookie")));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains(switch (disguise) {
                case 0 -> "An answer to another login";
                case 1 -> "An answer of another issuer";
                default -> "Keycloak has refused the code: invalid_grant";
            });
            assertThat(refused.header("Set-Cookie")).isNull();
        }
    }

    @Test
    void anAnswerIsRefusedInABrowserThatHasNotBegunTheLogin() {
        String query = answerToALogin(acme, "ada", ACME_PASSWORD).getRawQuery();

        assertThat(at(acme, "/callback?" + query, "").status()).isEqualTo(400);
        Answer begun = sample.http().get("/" + acme.name() + "/");
        assertThat(at(acme, "/callback?" + query, session(begun.header("Set-Cookie"))).status()).isEqualTo(400);
    }

    @Test
    void anAccessTokenOfOneTenantIsRefusedAtAnother() {
        acme.post("/clients/" + acme.clientUuid(TestTenant.APPLICATION) + "/protocol-mappers/models", Map.of(
                "name", "sample",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper",
                "config", Map.of("included.client.audience", "sample", "access.token.claim", "true"))).requiring(201);
        var tokens = acme.signIn("ada", ACME_PASSWORD).json();
        String foreign = globex.signIn("ada", GLOBEX_PASSWORD).json().get("access_token").asText();
        String own = tokens.get("access_token").asText();

        assertThat(me(acme, own).requiring(200).json().get("username").asText()).isEqualTo("ada");
        assertThat(me(globex, own).status()).isEqualTo(401);
        assertThat(me(globex, foreign).status()).as("a token for another application").isEqualTo(401);
        assertThat(me(acme, tokens.get("id_token").asText()).status()).as("an ID token").isEqualTo(401);
        assertThat(sample.http().get("/" + acme.name() + "/api/me").status()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSessionHereAndAtKeycloak() {
        LoginBrowser browser = sample.signIn(acme, "ada", ACME_PASSWORD);
        String session = session(browser);

        browser.submit(Map.of());

        assertThat(at(acme, "/", session).status()).isEqualTo(303);
        assertThat(browser.open(sample.home(acme))).isInstanceOf(LoginOutcome.AskedFor.class);
        assertThat(browser.page().value("username")).as("the login form").isNotNull();
    }

    @Test
    void theUsersOfASuspendedTenantAreOutWhenTheirIdTokenExpires() {
        TestTenant tenant = sample.provision(TestTenants.newName(), "ada", ACME_PASSWORD);
        tenant.change("", Map.of("accessTokenLifespan", 4));
        LoginBrowser browser = sample.signIn(tenant, "ada", ACME_PASSWORD);
        String session = session(browser);
        assertThat(at(tenant, "/", session).status()).isEqualTo(200);

        tenant.apply("suspend").requiring(200);

        Eventually.holds("the session has ended", () -> at(tenant, "/", session).status() == 303);
        assertThat(browser.open(sample.home(tenant))).isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void whereKeycloakCanNotBeAskedNobodyIsTakenForUnknown() {
        try (SampleUnderTest cutOff = SampleUnderTest.startWithoutKeycloak()) {
            assertThat(cutOff.http().get("/" + acme.name() + "/").status()).isEqualTo(503);
        }
    }

    private void assertIsAdaOf(TestTenant tenant, LoginBrowser browser) {
        assertThat(browser.page().text("#username")).isEqualTo("ada");
        assertThat(browser.page().text("#tenant")).isEqualTo(tenant.name());
    }

    /** Where Keycloak sends a browser after a login that the application has begun; nobody has gone there. */
    private URI answerToALogin(TestTenant tenant, String username, String password) {
        LoginBrowser browser = new LoginBrowser(tenant.realm());
        browser.open(sample.home(tenant));
        return URI.create(browser.send(Map.of("username", username, "password", password)).header("Location"));
    }

    private Answer at(TestTenant tenant, String path, String session) {
        return sample.http().header("Cookie", session).get("/" + tenant.name() + path);
    }

    private Answer me(TestTenant tenant, String token) {
        return sample.http().bearer(token).get("/" + tenant.name() + "/api/me");
    }

    private static String session(LoginBrowser browser) {
        return session(browser.cookies());
    }

    private static String session(String cookies) {
        return found("(?:^|; )(session=[^;]+)", cookies);
    }

    private static String parameter(Answer redirect, String name) {
        return found("[?&]" + name + "=([^&]*)", redirect.header("Location"));
    }

    private static String with(String name, String value, String query) {
        return query.replaceAll("\\b" + name + "=[^&]*", Matcher.quoteReplacement(name + "=" + value));
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return found.group(1);
    }
}
