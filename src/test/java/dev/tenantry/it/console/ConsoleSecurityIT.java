package dev.tenantry.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what protects an operator's console: the headers, the login's client, and where tokens are stored. */
final class ConsoleSecurityIT {

    private static final String CLIENT = "tenants-console";

    /** The addresses of all requests of the page. */
    private static final String RESOURCES =
            "return performance.getEntriesByType('resource').map((entry) => entry.name).join(' ')";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final String page = keycloak.server().url() + "/realms/master/tenants/console";

    @Test
    void thePageRunsOnlyItsOwnScriptsAndCannotBeFramed() {
        Answer answer = Http.at(page).get("").requiring(200);

        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(directives(answer.header("Content-Security-Policy")))
                .containsEntry("default-src", "'none'")
                .containsEntry("script-src", "'self'")
                .containsEntry("style-src", "'self'")
                .containsEntry("connect-src", "'self'")
                .containsEntry("frame-ancestors", "'none'")
                .containsEntry("form-action", "'none'")
                .containsEntry("base-uri", "'none'")
                .containsEntry("require-trusted-types-for", "'script'");
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Strict-Transport-Security")).contains("max-age");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.body()).doesNotContain("{resources}").contains("vendor/patternfly-v5/patternfly.min.css");
    }

    @Test
    void thePagesFilesHaveTheirContentTypeAndAreRevalidated() {
        Answer script = Http.at(page).get("/main.js").requiring(200);

        assertThat(script.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(script.header("Cache-Control")).isEqualTo("no-cache");
        Http.at(page).header("If-None-Match", script.header("ETag")).get("/main.js").requiring(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/none.js", "/console.html", "/..%2fMETA-INF%2fbeans.xml", "/%2e%2e/db/registry/V1__registry.sql",
        "/main.js/x"
    })
    void noOtherFileIsServed(String path) {
        assertThat(Http.at(page).get(path).status()).isIn(400, 404);
    }

    @Test
    void noOtherRealmHasThePage() {
        String name = new TestTenants(keycloak).provision("ada", "lovelace-1815").name();

        Http.at(keycloak.server().url()).get("/realms/" + name + "/tenants/console").requiring(404);
        assertThat(keycloak.admin().get("/" + name + "/clients?clientId=" + CLIENT).json()).isEmpty();
    }

    @Test
    void theClientRedirectsOnlyToThePage() {
        JsonNode client = keycloak.admin().get("/master/clients?clientId=" + CLIENT).json().get(0);

        assertThat(client.get("redirectUris")).extracting(JsonNode::asText)
                .containsExactly("/realms/master/tenants/console");
        assertThat(client.get("publicClient").asBoolean()).isTrue();
        assertThat(client.get("directAccessGrantsEnabled").asBoolean()).isFalse();
        assertThat(client.get("implicitFlowEnabled").asBoolean()).isFalse();
        for (String elsewhere : List.of(page + "/x", page + "?x=1", page + ".evil.test", "https://evil.test/")) {
            Answer answer = authorize(Map.of("redirect_uri", elsewhere));
            assertThat(answer.status()).as(elsewhere).isEqualTo(400);
        }
    }

    @Test
    void nobodySignsInWithoutPkce() {
        Answer without = authorize(Map.of("redirect_uri", page));
        Answer plain = authorize(Map.of(
                "redirect_uri", page, "code_challenge", "x".repeat(43), "code_challenge_method", "plain"));

        assertThat(without.header("Location")).contains("error=invalid_request");
        assertThat(plain.header("Location")).contains("error=invalid_request");
    }

    @Test
    void tokensAreInNoAddressAndNoStorage() {
        try (Browser browser = Browser.open()) {
            browser.go(page).awaitUrl(url -> url.contains("/openid-connect/auth"));
            assertThat(browser.url())
                    .contains("code_challenge_method=S256", "response_type=code", "client_id=" + CLIENT);
            signIn(browser.accessible("login"));

            assertThat(browser.url()).isEqualTo(page);
            assertThat(browser.script("return sessionStorage.length + localStorage.length")).isEqualTo(0L);
            assertThat((String) browser.script("return document.cookie")).doesNotContain("eyJ"); // Keycloak has others
            assertThat((String) browser.script(RESOURCES))
                    .contains("/token", "/admin/realms/master/tenants")
                    .doesNotContain("access_token", "eyJ");
            assertThat(browser.source()).doesNotContain("eyJ");
        }
    }

    @Test
    void aLoginResponseWithoutARequestIsRefused() {
        int logged = keycloak.server().log().length();
        try (Browser browser = Browser.open()) {
            // The page does not redeem the code, and sends the operator to the login.
            browser.go(page + "#state=forged&code=stolen").awaitUrl(url -> url.contains("/openid-connect/auth"));
            // Keycloak would refuse the code, and logs each token request that it refuses.
            assertThat(keycloak.server().log().substring(logged)).doesNotContain("CODE_TO_TOKEN");

            signIn(browser);
            assertThat(browser.url()).isEqualTo(page);
        }
    }

    @Test
    void textCannotBecomeMarkup() {
        try (Browser browser = Browser.open()) {
            signIn(browser.go(page));

            assertThat((String) browser.script("""
                    try { document.body.innerHTML = '<img src=x>'; return 'made'; }
                    catch (refused) { return refused.name; }""")).isEqualTo("TypeError");
        }
    }

    @Test
    void signingOutPutsNoTokenIntoAnAddress() {
        try (Browser browser = Browser.open()) {
            signIn(browser.go(page));
            browser.click("#sign-out").awaitText("main", "You are signed out.");

            assertThat(browser.url()).isEqualTo(page);
            assertThat((String) browser.script(RESOURCES)).contains("/logout").doesNotContain("id_token_hint", "eyJ");
            browser.click("main button").awaitText("body", "Sign in");
        }
    }

    private static void signIn(Browser browser) {
        browser.type("#username", "admin").type("#password", "admin").click("#kc-login");
        browser.awaitText("h1", "Tenants").awaitText(".tenants-count", "tenant");
    }

    private Answer authorize(Map<String, String> parameters) {
        Map<String, String> query = new LinkedHashMap<>(parameters);
        query.put("client_id", CLIENT);
        query.put("response_type", "code");
        query.put("scope", "openid");
        StringBuilder text = new StringBuilder();
        query.forEach((name, value) -> text.append(text.isEmpty() ? "?" : "&").append(name).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return Http.at(keycloak.server().url() + "/realms/master/protocol/openid-connect/auth").get(text.toString());
    }

    private static Map<String, String> directives(String policy) {
        Map<String, String> directives = new LinkedHashMap<>();
        for (String directive : policy.split("; ")) {
            String[] parts = directive.split(" ", 2);
            directives.put(parts[0], parts[1]);
        }
        return directives;
    }
}
