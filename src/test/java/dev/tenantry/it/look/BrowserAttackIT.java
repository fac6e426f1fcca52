package dev.tenantry.it.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Neither a tenant's administrator, by settings of the realm, nor a page of another site can harm a visitor. */
final class BrowserAttackIT {

    private static final String EVIL = "https://evil.test/";

    @Test
    void attributesThatAreNeitherColorNorLogoAreNotOnThePage() {
        TestTenant acme = BrandedTenant.acme();
        try (Browser browser = Browser.open()) {
            for (String color : new String[] {"#0a5c36;} body{display:none}", "red", "url(" + EVIL + ")",
                "#0a5c36</style><script>window.evil=1</script>"}) {
                attributes(acme, color, "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImV2aWwoKSIvPg==");
                browser.go(acme.realm().issuer() + "/account").text("#kc-login");
                assertThat(browser.source()).doesNotContain("--tenantry").doesNotContain(EVIL);
                assertThat(browser.script("return window.evil === undefined")).isEqualTo(true);
            }
            for (String logo : new String[] {EVIL + "logo.png", "javascript:window.evil=1",
                "data:image/png;base64,iVBORw0KGgo=\"); } body { display: none } x { y: url(\"",
                "data:image/png;base64,iVBORw0KGgo=</style><script>window.evil=1</script>"}) {
                attributes(acme, "#0a5c36", logo);
                browser.go(acme.realm().issuer() + "/account").text("#kc-login");
                assertThat(browser.source()).contains("--tenantry-accent").doesNotContain("--tenantry-logo")
                        .doesNotContain(EVIL);
                assertThat(browser.script("return window.evil === undefined")).isEqualTo(true);
            }
        }
    }

    /** Keycloak's own API, which the test uses, accepts HTML as a display name. */
    @Test
    void aScriptInTheRealmsDisplayNameDoesNotRun() {
        TestTenant acme = BrandedTenant.acme();
        String script = "<img src=x onerror='window.evil=1'><script>window.evil=1</script>Acme";
        acme.change("", Map.of("displayName", script, "displayNameHtml", script));
        try (Browser browser = Browser.open()) {
            browser.go(acme.realm().issuer() + "/account").awaitText("#kc-header-wrapper", "Acme");
            assertThat(browser.script("return document.readyState")).isEqualTo("complete");
            assertThat(browser.script("return window.evil === undefined")).isEqualTo(true);
        }
    }

    @Test
    void anotherSitesPageCannotShowTheLoginPageInAFrame() {
        TestTenant acme = BrandedTenant.acme();
        String login = acme.realm().authorizationEndpoint()
                + "?client_id=shop&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2Fshop";
        Answer answer = Http.at(login).get("");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'self'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");

        String trap = "<title>trap</title><iframe id=prey src='" + login + "'></iframe>";
        try (Browser browser = Browser.open()) {
            browser.go("data:text/html;base64,"
                    + Base64.getEncoder().encodeToString(trap.getBytes(StandardCharsets.UTF_8)));
            browser.driver().switchTo().frame("prey");
            assertThat(browser.shows("#kc-login")).isFalse();
            browser.driver().switchTo().defaultContent();

            assertThat(browser.go(login).shows("#kc-login")).isTrue();
        }
    }

    private static void attributes(TestTenant tenant, String color, String logo) {
        tenant.change("", Map.of("attributes", Map.of("tenantry.accentColor", color, "tenantry.logo", logo)));
    }
}
