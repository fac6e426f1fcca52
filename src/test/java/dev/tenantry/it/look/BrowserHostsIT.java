package dev.tenantry.it.look;

import static dev.tenantry.it.look.BrandedTenant.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Nginx;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests tenants that have their own hosts, behind the reverse proxy of the documentation. */
final class BrowserHostsIT {

    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.shared();
    private static final Nginx NGINX = Nginx.before(KEYCLOAK.server());

    @AfterAll
    static void stopNginx() {
        NGINX.close();
    }

    @Test
    void aUserSignsInAtTheTenantsOwnHostWhichIsPartOfTheIssuer() {
        TestTenant acme = atItsOwnHost();
        String issuer = Nginx.url(host(acme), "/realms/" + acme.name());
        assertThat(acme.look().json().get("issuer").asText()).isEqualTo(issuer);
        assertThat(acme.look().json().get("host").asText()).isEqualTo(host(acme));

        try (Browser browser = Browser.open()) {
            browser.go(issuer + "/.well-known/openid-configuration").awaitText("body", "\"issuer\":\"" + issuer + '"');

            browser.go(Nginx.url(host(acme), "/")).awaitText("#kc-header-wrapper", "Acme Corporation");
            assertThat(browser.url()).startsWith(issuer);
            browser.type("#username", "ada").type("#password", PASSWORD).click("#kc-login");
            assertThat(browser.property("#email", "value")).isEqualTo("ada@" + acme.name() + ".test");
            assertThat(browser.url()).startsWith(issuer + "/account");
        }
    }

    @Test
    void aTenantsHostServesOnlyTheTenant() {
        TestTenant acme = atItsOwnHost();
        TestTenant other = atItsOwnHost();
        try (Browser browser = Browser.open()) {
            for (String path : new String[] {"/realms/" + other.name() + "/account/", "/realms/master/account/",
                "/admin/master/console/", "/admin/", "/metrics", "/realms/" + acme.name() + "x/",
                "/realms/" + acme.name() + "/..%2fmaster/account/"}) {
                browser.go(Nginx.url(host(acme), path));
                assertThat(browser.text("h1")).as(path).isEqualTo("404 Not Found");
            }
        }
    }

    @Test
    void anUnknownHostIsNotFound() {
        try (Browser browser = Browser.open("en", "--host-resolver-rules=MAP *.test 127.0.0.1")) {
            browser.go(Nginx.url("acme.example.test", "/"));
            assertThat(browser.text("h1")).isEqualTo("404 Not Found");

            browser.go(Nginx.url("nobody-has-this-name.localhost", "/"));
            assertThat(browser.script("return performance.getEntriesByType('navigation')[0].responseStatus"))
                    .isEqualTo(404L);
        }
    }

    @Test
    void aHostIsGivenLaterAndRemoved() {
        TestTenant acme = BrandedTenant.acme();
        assertThat(acme.look().json().has("host")).isFalse();

        Answer given = change(acme, host(acme));
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(given.json().get("issuer").asText()).isEqualTo(Nginx.url(host(acme), "/realms/" + acme.name()));
        assertThat(issuer(acme)).isEqualTo(Nginx.url(host(acme), "/realms/" + acme.name()));
        assertThat(change(acme, host(acme)).status()).isEqualTo(200); // its own host is accepted
        assertThat(listed(acme)).contains(Nginx.url(host(acme), "/realms/"));

        assertThat(change(acme, "").status()).isEqualTo(200);
        assertThat(acme.look().json().has("host")).isFalse();
        assertThat(issuer(acme)).isEqualTo(acme.realm().issuer());
        assertThat(acme.look().json().has("branding")).isTrue();
    }

    @Test
    void anInvalidOrReservedOrUsedHostIsRefused() {
        TestTenant acme = atItsOwnHost();
        TestTenant other = BrandedTenant.globex();

        for (String wrong : new String[] {"Acme.localhost", "localhost", "127.0.0.1", "https://acme.localhost",
            "login.localhost"}) {
            refused(change(other, wrong), 400);
            refused(provision(wrong), 400);
        }
        refused(change(other, host(acme)), 409);
        refused(provision(host(acme)), 409);
        assertThat(issuer(other)).isEqualTo(other.realm().issuer());
    }

    private static TestTenant atItsOwnHost() {
        String name = TestTenants.newName();
        Map<String, Object> request = new HashMap<>(BrandedTenant.request(name, "Acme Corporation", Map.of()));
        request.put("host", name + ".localhost");
        return new TestTenants(KEYCLOAK).asRequested(request);
    }

    private static Answer provision(String host) {
        Map<String, Object> request =
                new HashMap<>(BrandedTenant.request(TestTenants.newName(), "Acme", Map.of()));
        request.put("host", host);
        return new TestTenants(KEYCLOAK).provision(request);
    }

    private static Answer change(TestTenant tenant, String host) {
        return KEYCLOAK.admin().put(TestTenants.PATH + "/" + tenant.name(), Map.of("host", host));
    }

    private static void refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("field").asText()).isEqualTo("host");
    }

    private static String host(TestTenant tenant) {
        return tenant.name() + ".localhost";
    }

    private static String issuer(TestTenant tenant) {
        return Http.at(tenant.realm().issuer())
                .get("/.well-known/openid-configuration").json().get("issuer").asText();
    }

    private static String listed(TestTenant tenant) {
        return KEYCLOAK.admin().get(TestTenants.PATH + "?search=" + tenant.name()).body();
    }
}
