package dev.tenantry.it.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what a visitor sees who signs up in a real Chromium. */
final class SignUpBrowserIT {

    private static final KeycloakUnderTest KEYCLOAK = OpenServer.get();
    private static final String SIGN_UP = KEYCLOAK.server().url() + Visitor.SIGN_UP;
    private static final String SUBMIT = "#tenants-sign-up button[type=submit]";

    private final String name = TestTenants.newName();

    @Test
    void aVisitorSignsUpAndOpensTheAccountConsole() {
        try (Browser browser = Browser.open()) {
            browser.go(SIGN_UP)
                    .accessible("sign-up page")
                    .type("#organization", "Acme " + name)
                    .awaitText("#address-state", "This address is free.");
            assertThat(browser.property("#address", "value")).isEqualTo("acme-" + name);
            fill(browser, Map.of("email", "ada@acme.test", "username", "ada", "firstName", "Ada", "lastName", "Byron",
                    "password", Visitor.PASSWORD, "password-confirm", Visitor.PASSWORD));
            browser.click("#terms").sized(1000, 1500).picture("sign-up").click(SUBMIT).awaitText("h1", "Welcome!")
                    .accessible("welcome page").sized(1000, 700).picture("sign-up-welcome");
            assertThat(browser.url()).contains("/realms/acme-" + name + "/tenants/welcome");
            assertThat(browser.text("#tenants-welcome")).contains("Acme " + name).contains("ada");

            browser.click("a[href$='/account']");
            assertThat(browser.property("#email", "value")).isEqualTo("ada@acme.test");
        }
    }

    @Test
    void eachErrorIsBesideItsFieldAndTheFirstOneHasTheFocus() {
        try (Browser browser = Browser.open()) {
            browser.go(SIGN_UP).click(SUBMIT).awaitText("#input-error-organization", "Please specify the name");
            awaitFocus(browser, "organization");
            for (String field : new String[] {"email", "username", "firstName", "lastName", "password", "terms"}) {
                assertThat(browser.text("#input-error-" + field)).as(field).isNotBlank();
                assertThat(browser.property("#" + field, "ariaInvalid")).as(field).isEqualTo("true");
            }
            browser.accessible("sign-up page with errors").picture("sign-up-errors");

            fill(browser, Map.of("organization", name, "email", "ada@acme.test", "username", "ada", "firstName", "Ada",
                    "lastName", "Byron", "password", "short", "password-confirm", "short"));
            browser.click("#terms").click(SUBMIT)
                    .awaitText("#input-error-password", "Invalid password: minimum length 8.");
            awaitFocus(browser, "password");
            assertThat(browser.property("#password", "value")).isEmpty();
            assertThat(browser.property("#organization", "value")).isEqualTo(name);

            fill(browser, Map.of(
                    "address", "admin", "password", Visitor.PASSWORD, "password-confirm", Visitor.PASSWORD));
            browser.awaitText("#address-state", "This address is taken.").click(SUBMIT)
                    .awaitText("#input-error-address", "This address is taken.");
            awaitFocus(browser, "address");
        }
    }

    @Test
    void withoutScriptsTheAddressIsDerivedFromTheOrganizationsName() {
        try (Browser browser = Browser.open().withoutScripts()) {
            browser.go(SIGN_UP);
            fill(browser, Map.of("organization", "Plain " + name, "email", "ada@acme.test", "username", "ada",
                    "firstName", "Ada", "lastName", "Byron", "password", Visitor.PASSWORD,
                    "password-confirm", Visitor.PASSWORD));
            browser.click("#terms").click(SUBMIT).awaitText("h1", "Welcome!");
            assertThat(browser.url()).contains("/realms/plain-" + name + "/tenants/welcome");
        }
    }

    @Test
    void aGermanBrowserShowsGermanPages() {
        try (Browser browser = Browser.open("de")) {
            browser.go(SIGN_UP).awaitText("h1", "Organisation anlegen");
            browser.type("#organization", "Möbel " + name).awaitText("#address-state", "Diese Adresse ist frei.");
            fill(browser, Map.of("email", "ada@acme.test", "username", "ada", "firstName", "Ada", "lastName", "Byron",
                    "password", Visitor.PASSWORD, "password-confirm", Visitor.PASSWORD));
            browser.accessible("German sign-up page").picture("sign-up-de")
                    .click("#terms").click(SUBMIT).awaitText("h1", "Willkommen!");
            assertThat(browser.url()).contains("/realms/mobel-" + name + "/");
        }
    }

    @Test
    void theDarkPageOnATelephoneIsAccessible() {
        try (Browser browser = Browser.open().dark().sized(390, 844)) {
            browser.go(SIGN_UP).click(SUBMIT).awaitText("#input-error-organization", "Please specify")
                    .accessible("dark sign-up page on a telephone").picture("sign-up-dark");
        }
    }

    @Test
    void theFindPageLeadsToTheTenantsLogin() {
        new Visitor(KEYCLOAK).send(Visitor.SIGN_UP, Visitor.form(name)).requiring(303);
        try (Browser browser = Browser.open()) {
            browser.go(KEYCLOAK.server().url() + Visitor.FIND)
                    .accessible("find page")
                    .type("#address", "nobody-" + name)
                    .click("#tenants-find button[type=submit]")
                    .awaitText("#input-error-address", "There is no organization at this address.")
                    .picture("find");
            awaitFocus(browser, "address");
            browser.type("#address", name)
                    .click("#tenants-find button[type=submit]")
                    .awaitUrl(url -> url.contains("/realms/" + name + "/protocol/openid-connect/auth"))
                    .awaitText("h1", "Sign in to your account");
        }
    }

    private static void fill(Browser browser, Map<String, String> fields) {
        fields.forEach((field, text) -> browser.type("#" + field, text));
    }

    /** Waits, since Chromium applies {@code autofocus} later than it shows the text. */
    private static void awaitFocus(Browser browser, String field) {
        Eventually.sees(field + " has the focus", () -> browser.script("return document.activeElement.id"),
                field::equals);
    }
}
