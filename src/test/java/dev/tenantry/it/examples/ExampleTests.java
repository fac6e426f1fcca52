package dev.tenantry.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One deployment of an application serves all tenants, and refuses a tenant's sessions and tokens at other tenants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExampleTests {

    static final String ACME_PASSWORD = "acme-secret-1";
    private static final String GLOBEX_PASSWORD = "globex-secret-2";

    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]*)");

    private final Example example;
    private final RunningExample application;
    private final TestTenant acme;
    private final TestTenant globex;

    /** The running application. */
    final RunningExample application() {
        return application;
    }

    /** A login that the application has begun in a browser with these cookies. */
    private record Begun(String cookies, String state) {
    }

    ExampleTests(Example example) {
        this.example = example;
        application = RunningExample.start(example);
        acme = application.provision(TestTenants.newName(), "ada", ACME_PASSWORD);
        globex = application.provision(TestTenants.newName(), "ada", GLOBEX_PASSWORD);
    }

    @AfterAll
    void end() {
        application.close();
    }

    @Test
    void usersOfTheSameNameSignInAtTheirOwnTenants() {
        assertIsAdaOf(acme, application.signIn(acme, "ada", ACME_PASSWORD));
        assertIsAdaOf(globex, application.signIn(globex, "ada", GLOBEX_PASSWORD));

        LoginBrowser browser = new LoginBrowser(globex.realm());
        browser.open(application.home(globex));
        assertThat(browser.submit("ada", ACME_PASSWORD)).isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void oneBrowserSignsInAtTwoTenants() {
        LoginBrowser browser = application.signIn(acme, "ada", ACME_PASSWORD);
        browser.open(application.home(globex));
        browser.submit("ada", GLOBEX_PASSWORD);

        assertIsAdaOf(globex, browser);
        browser.open(application.home(acme)); // shows no form: ada is still signed in
        assertIsAdaOf(acme, browser);
    }

    @Test
    void aSessionOfOneTenantIsNotAcceptedAtAnother() {
        String session = application.signIn(acme, "ada", ACME_PASSWORD).cookies();

        assertThat(at(acme, "/", session).status()).isEqualTo(200);
        assertThat(application.http().header("Cookie", session).get("/" + acme.name() + "/api/me").status())
                .as("the API requires a token").isEqualTo(401);
        begin(globex, session);
        begin(globex, session.replace(acme.name(), globex.name()));
    }

    /** The session check and the page must read the same tenant from a path. */
    @Test
    void aPathThroughOneTenantToAnotherIsRefused() {
        String session = application.signIn(acme, "ada", ACME_PASSWORD).cookies();

        for (String way : new String[] {"/../", "/%2e%2e/", "/./../", "/..%2f", "/..;/", "//../", "/%2e%2e%2f"}) {
            String path = "/" + acme.name() + way + globex.name() + "/";
            Answer answer = application.http().header("Accept", "text/html").header("Cookie", session).get(path);
            assertThat(answer.status()).as(path).isNotEqualTo(200);
        }
    }

    @Test
    void aTenantThatIsCreatedAfterTheStartNeedsNoRestart() {
        String name = TestTenants.newName();
        assertThat(application.http().get("/" + name + "/").status()).isEqualTo(404);

        TestTenant later = application.provision(name, "ada", ACME_PASSWORD);

        assertIsAdaOf(later, application.signIn(later, "ada", ACME_PASSWORD));
    }

    @Test
    void anAddressWithoutATenantIsNotFound() {
        for (String path : new String[] {"/nobody/", "/nobody/api/me", "/master/", "/master/api/me", "/ACME/", "/",
            "/" + acme.name() + "%2f..%2fmaster/", "/localhost:9090@elsewhere.test/"}) {
            assertThat(application.http().get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void anAccessTokenIsAcceptedAtItsTenantOnly() {
        String token = token(acme, ACME_PASSWORD, "access");

        Answer me = me(acme, token).requiring(200);

        assertThat(me.json().get("username").asText()).isEqualTo("ada");
        assertThat(me.json().get("tenant").asText()).isEqualTo(acme.name());
        assertThat(me(globex, token).status()).isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherAudienceIssuerOrTypeOrWithoutSubIsRefused() {
        assertThat(application.http().get("/" + acme.name() + "/api/me").status()).as("no token").isEqualTo(401);
        String other = acme.signIn("ada", ACME_PASSWORD).json().get("access_token").asText();
        assertThat(me(acme, other).status()).as("a token for another application").isEqualTo(401);
        String master = new Realm(KeycloakUnderTest.shared().server().url(), "master")
                .passwordGrant("admin-cli", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD)
                .json().get("access_token").asText();
        assertThat(me(acme, master).status()).as("a token of master").isEqualTo(401);
        String globexToken = token(globex, GLOBEX_PASSWORD, "access");
        me(globex, globexToken).requiring(200);
        assertThat(me(acme, globexToken).status()).as("a token that only another issuer made").isEqualTo(401);
        assertThat(me(acme, token(acme, ACME_PASSWORD, "id")).status()).as("an ID token").isEqualTo(401);
        String lightweight = token(acme, ACME_PASSWORD, "access",
                Map.of("client.use.lightweight.access.token.enabled", "true"));
        assertThat(me(acme, lightweight).status()).as("a token without sub").isEqualTo(401);
    }

    /**
     * A token of the tenant's ada for the application itself, so that the audience is right.
     *
     * @param type "access" or "id"
     */
    private static String token(TestTenant tenant, String password, String type) {
        return token(tenant, password, type, Map.of());
    }

    private static String token(TestTenant tenant, String password, String type, Map<String, String> attributes) {
        String client = "client-" + UUID.randomUUID();
        tenant.post("/clients", Map.of("clientId", client, "publicClient", true, "directAccessGrantsEnabled", true,
                "attributes", attributes,
                "protocolMappers", List.of(Map.of("name", "app", "protocol", "openid-connect",
                        "protocolMapper", "oidc-audience-mapper",
                        "config", Map.of("included.client.audience", "app", type + ".token.claim", "true",
                                "lightweight.claim", "true")))))
                .requiring(201);
        return tenant.realm().passwordGrant(client, "ada", password).json().get(type + "_token").asText();
    }

    /** An attacker can forge the state and the issuer that come with the code. */
    @Test
    void aCodeOfOneTenantIsRefusedAtAnother() {
        for (int disguise = 0; disguise < 3; disguise++) {
            URI answer = answerToALogin(acme, "ada", ACME_PASSWORD);
            Begun begun = begin(globex, "");
            String query = switch (disguise) {
                case 0 -> answer.getRawQuery();
                case 1 -> with("state", begun.state(), answer.getRawQuery());
                default -> with("iss", URLEncoder.encode(globex.realm().issuer(), StandardCharsets.UTF_8),
                        with("state", begun.state(), answer.getRawQuery()));
            };

            Answer refused = at(globex, "/callback?" + query, begun.cookies());

            assertThat(refused.status()).as("disguise %d", disguise).isIn(400, 401);
            begin(globex, begun.cookies());
        }
    }

    @Test
    void aCodeIsRefusedInABrowserThatHasNotBegunTheLogin() {
        String query = answerToALogin(acme, "ada", ACME_PASSWORD).getRawQuery();

        assertThat(at(acme, "/callback?" + query, "none=1").status()).isBetween(400, 404);
    }

    @Test
    void signingOutEndsTheSessionsAtTheApplicationAndAtKeycloak() {
        LoginBrowser browser = application.signIn(acme, "ada", ACME_PASSWORD);

        browser.submit(Map.of());

        assertThat(browser.page().value("username")).as("the login form").isNotNull();
        begin(acme, browser.cookies());
    }

    @Test
    void aSessionAtASuspendedTenantEndsWhenTheIdTokenExpires() {
        TestTenant tenant = application.provision(TestTenants.newName(), "ada", ACME_PASSWORD);
        tenant.change("", Map.of("accessTokenLifespan", 4));
        LoginBrowser browser = application.signIn(tenant, "ada", ACME_PASSWORD);
        assertIsAdaOf(tenant, browser);

        tenant.apply("suspend").requiring(200);

        Eventually.holds("the session has ended", () -> at(tenant, "/", browser.cookies()).status() != 200);
        assertThat(browser.open(application.home(tenant))).isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void aTenantsPageAnswers503AndNot404WhileKeycloakIsUnavailable() {
        try (RunningExample cutOff = RunningExample.startWithoutKeycloak(example, FreePort.any())) {
            assertThat(cutOff.http().get("/acme/").status()).isEqualTo(503);
            assertThat(cutOff.http().get("/ACME/").status()).isEqualTo(404);
        }
    }

    /** For instance, a proxy in front of Keycloak answers 429, and Keycloak answers 403 if it requires HTTPS. */
    @Test
    void aTenantsPageAnswers404OnlyIfKeycloakAnswers404() throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", request -> {
            request.sendResponseHeaders(Integer.parseInt(request.getRequestURI().getPath().split("\\D+")[1]), -1);
            request.close();
        });
        proxy.start();
        try (RunningExample refused = RunningExample.startWithoutKeycloak(example, proxy.getAddress().getPort())) {
            for (int status : new int[] {400, 403, 429, 500, 503}) {
                assertThat(refused.http().get("/acme-" + status + "/").status()).as("%d", status).isEqualTo(503);
            }
            assertThat(refused.http().get("/acme-404/").status()).isEqualTo(404);
        } finally {
            proxy.stop(0);
        }
    }

    private void assertIsAdaOf(TestTenant tenant, LoginBrowser browser) {
        assertThat(browser.page().text("#username")).isEqualTo("ada");
        assertThat(browser.page().text("#tenant")).isEqualTo(tenant.name());
    }

    /**
     * Opens the tenant's page with these cookies, and fails unless the application sends the browser to the tenant's
     * login, after one redirect inside the application or none.
     */
    private Begun begin(TestTenant tenant, String cookies) {
        Answer answer = at(tenant, "/", cookies);
        String all = cookies + setBy(answer);
        if (answer.status() == 302 && !answer.header("Location").startsWith(tenant.realm().serverUrl())) {
            String path = URI.create(answer.header("Location")).getPath();
            answer = at(tenant, path.substring(tenant.name().length() + 1), all);
            all += setBy(answer);
        }
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith(tenant.realm().authorizationEndpoint());
        Matcher state = STATE.matcher(answer.header("Location"));
        assertThat(state.find()).isTrue();
        return new Begun(all, state.group(1));
    }

    private static String setBy(Answer answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> "; " + cookie.split(";", 2)[0])
                .collect(Collectors.joining());
    }

    /** Returns the redirect at the end of a login that the application has begun. The browser does not follow it. */
    private URI answerToALogin(TestTenant tenant, String username, String password) {
        LoginBrowser browser = new LoginBrowser(tenant.realm());
        browser.open(application.home(tenant));
        return URI.create(browser.send(Map.of("username", username, "password", password)).header("Location"));
    }

    /** Opens a page as a browser does: with cookies, and asking for HTML. */
    private Answer at(TestTenant tenant, String path, String cookies) {
        return application.http().header("Accept", "text/html").header("Cookie", cookies)
                .get("/" + tenant.name() + path);
    }

    private Answer me(TestTenant tenant, String token) {
        return application.http().bearer(token).get("/" + tenant.name() + "/api/me");
    }

    private static String with(String name, String value, String query) {
        return query.replaceAll("\\b" + name + "=[^&]*", Matcher.quoteReplacement(name + "=" + value));
    }
}
