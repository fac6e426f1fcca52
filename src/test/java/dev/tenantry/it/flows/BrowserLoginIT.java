package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.Browser;

/** A login in a real Chromium, up to the account console. The pages of the console need JavaScript. */
final class BrowserLoginIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void aUserSignsInToTheAccountConsoleAndOutAgain(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        try (Browser browser = Browser.open()) {
            browser.go(realm.realm().issuer() + "/account")
                    .awaitText("h1", "Sign in to your account")
                    .accessible("login page")
                    .type("#username", "ada")
                    .type("#password", PASSWORD)
                    .click("#kc-login");

            assertThat(browser.property("#email", "value")).isEqualTo("ada@" + realm.name() + ".test");

            browser.click("[data-testid='options-toggle']")
                    .click("[data-testid='options'] [role='menuitem']")
                    .awaitText("h1", "Sign in to your account");
        }
    }

    @OnEachKind
    void aWrongPasswordShowsAnErrorAtTheFieldAndKeepsTheUserName(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        try (Browser browser = Browser.open()) {
            browser.go(realm.realm().issuer() + "/account")
                    .type("#username", "ada")
                    .type("#password", "babbage-1791")
                    .click("#kc-login")
                    .awaitText("#input-error-username", "Invalid username or password.");

            assertThat(browser.property("#username", "value")).isEqualTo("ada");
            assertThat(browser.property("#password", "value")).isEmpty();
            assertThat(browser.url()).startsWith(realm.realm().issuer());
        }
    }
}
