package dev.tenantry.it.look;

import static dev.tenantry.it.look.BrandedTenant.GREEN_LOGO;
import static dev.tenantry.it.look.BrandedTenant.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.browser.Totp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests the look and the accessibility of a tenant's pages, from the first login to the account console. */
final class BrowserLoginPagesIT {

    private static final String WHITE = "rgba(255, 255, 255, 1)";
    private static final String BLACK = "rgba(0, 0, 0, 1)";
    private static final MailServer MAIL = new MailServer();

    @AfterAll
    static void stopMail() {
        MAIL.close();
    }

    @Test
    void twoTenantsLoginPagesShowTheirOwnNamesLogosAndColors() {
        TestTenant acme = BrandedTenant.acme();
        TestTenant globex = BrandedTenant.globex();
        try (Browser browser = Browser.open()) {
            browser.go(account(acme)).awaitText("#kc-header-wrapper", "Acme Corporation");
            assertThat(browser.style("#kc-login", "background-color")).isEqualTo("rgba(10, 92, 54, 1)");
            assertThat(browser.style("#kc-login", "color")).isEqualTo(WHITE);
            assertThat(logo(browser)).contains(GREEN_LOGO);
            browser.accessible("login page of Acme").picture("login-acme");

            browser.go(account(globex)).awaitText("#kc-header-wrapper", "Globex");
            assertThat(browser.style("#kc-login", "background-color")).isEqualTo("rgba(255, 212, 0, 1)");
            assertThat(browser.style("#kc-login", "color")).isEqualTo(BLACK);
            assertThat(logo(browser)).contains(BrandedTenant.BLUE_LOGO);
            browser.accessible("login page of Globex").picture("login-globex");
        }
    }

    @Test
    void thePagesAreDarkIfTheBrowserPrefersDark() {
        TestTenant acme = BrandedTenant.acme();
        try (Browser browser = Browser.open("de").dark()) {
            browser.go(account(acme)).awaitText("h1", "Bei Ihrem Konto anmelden");
            assertThat(browser.style("#kc-login", "background-color")).isEqualTo("rgba(10, 92, 54, 1)");
            browser.accessible("dark login page").picture("login-acme-dark");
        }
    }

    @Test
    void aTenantWithoutBrandingHasKeycloaksLook() {
        TestTenant plain = BrandedTenant.provision("Initech", Map.of());
        try (Browser browser = Browser.open()) {
            browser.go(account(plain)).awaitText("#kc-header-wrapper", "Initech");
            assertThat(browser.style("#kc-login", "background-color")).isEqualTo("rgba(0, 102, 204, 1)");
            assertThat(logo(browser)).isEqualTo("none");
            browser.accessible("login page without branding");
        }
    }

    @Test
    void aWrongPasswordIsReportedBesideTheField() {
        TestTenant acme = BrandedTenant.acme();
        try (Browser browser = Browser.open()) {
            signIn(browser, acme, "babbage-1791");
            browser.awaitText("#input-error-username", "Invalid username or password.")
                    .accessible("login page after a wrong password")
                    .picture("login-wrong-password");

            signIn(browser, acme, PASSWORD);
            assertSignedIn(browser, "ada@" + acme.name() + ".test");
            browser.picture("account-console");
        }
    }

    @Test
    void aPersonRegistersAndIsSignedIn() {
        TestTenant acme = BrandedTenant.acme();
        acme.change("", Map.of("registrationAllowed", true));
        try (Browser browser = Browser.open()) {
            browser.go(account(acme)).click("#kc-registration a").awaitText("h1", "Register");
            browser.accessible("registration page").picture("registration");

            browser.type("#username", "grace").click("#kc-form-buttons input").awaitText("#input-error-email", "email");
            browser.accessible("registration page with errors");

            browser.type("#password", "cobol-1959").type("#password-confirm", "cobol-1959")
                    .type("#email", "grace@example.test").type("#firstName", "Grace").type("#lastName", "Hopper")
                    .click("#kc-form-buttons input");
            assertSignedIn(browser, "grace@example.test");
        }
    }

    @Test
    void aUserResetsThePasswordByAMailWithTheTenantsLook() {
        TestTenant acme = BrandedTenant.acme();
        MAIL.serve(acme);
        String ada = "ada@" + acme.name() + ".test";
        try (Browser browser = Browser.open()) {
            browser.go(account(acme)).click("a[href*='reset-credentials']").awaitText("h1", "Forgot Your Password?");
            browser.accessible("reset page").picture("reset-password");
            browser.type("#username", "ada").click("#kc-form-buttons").awaitText("main", "email");

            String html = MAIL.newest(ada).html();
            assertThat(html).contains("<strong", "Acme Corporation", "4px solid #0a5c36", "src=\"" + GREEN_LOGO + '"');
            try (Browser reader = Browser.open().sized(760, 420)) {
                reader.go("data:text/html;base64,"
                                + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)))
                        .awaitText("strong", "Acme Corporation")
                        .picture("mail-reset-password");
            }

            browser.go(MAIL.newest(ada).link()).awaitText("h1", "Update password").accessible("new password page");
            browser.type("#password-new", "difference-engine").type("#password-confirm", "difference-engine")
                    .click("#kc-submit");
            assertSignedIn(browser, ada);
        }
        assertThat(acme.signIn("ada", "difference-engine").status()).isEqualTo(200);
    }

    @Test
    void aSecondFactorIsSetUpAndAskedForAtTheNextLogin() {
        TestTenant acme = BrandedTenant.acme();
        acme.change("/users/" + acme.firstUserId(), Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
        String ada = "ada@" + acme.name() + ".test";
        Totp app;
        try (Browser browser = Browser.open()) {
            signIn(browser, acme, PASSWORD);
            browser.click("#mode-manual");
            app = Totp.typed(browser.text("#kc-totp-secret-key"));
            browser.accessible("page that sets up a second factor");
            browser.type("#totp", app.code()).type("#userLabel", "telephone").click("#saveTOTPBtn");
            assertSignedIn(browser, ada);
        }
        try (Browser browser = Browser.open()) {
            signIn(browser, acme, PASSWORD);
            browser.type("#otp", app.wrongCode()).accessible("page that asks for a second factor")
                    .click("#kc-login").awaitText("#input-error-otp", "Invalid authenticator code.");

            // The code that set up the second factor cannot be used again.
            browser.type("#otp", app.nextCode()).click("#kc-login");
            assertSignedIn(browser, ada);
        }
    }

    private static String account(TestTenant tenant) {
        return tenant.realm().issuer() + "/account";
    }

    private static void signIn(Browser browser, TestTenant tenant, String password) {
        browser.go(account(tenant)).type("#username", "ada").type("#password", password).click("#kc-login");
    }

    /** Asserts that the account console shows the user's email. */
    private static void assertSignedIn(Browser browser, String email) {
        assertThat(browser.property("#email", "value")).isEqualTo(email);
    }

    private static String logo(Browser browser) {
        return (String) browser.script(
                "return getComputedStyle(document.getElementById('kc-header'), '::before').backgroundImage");
    }
}
