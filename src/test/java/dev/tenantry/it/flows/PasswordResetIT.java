package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** A user who forgot the password chooses a new password by the link in a mail. */
final class PasswordResetIT {

    private static final String PASSWORD = "lovelace-1815";
    private static final String CHOSEN = "difference-engine";
    private static final MailServer MAIL = new MailServer();

    @AfterAll
    static void stopMail() {
        MAIL.close();
    }

    @OnEachKind
    void aResetInTheSameBrowserSignsTheUserIn(RealmKind kind) {
        TestRealm realm = realm(kind);
        LoginBrowser browser = askForReset(realm, "ada");

        browser.open(MAIL.newest(ada(realm)).link());
        LoginOutcome end = browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN));

        assertThat(end).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(browser.redeem().status()).isEqualTo(200);
    }

    @OnEachKind
    void onlyTheNewPasswordIsAcceptedAfterAReset(RealmKind kind) {
        TestRealm realm = realm(kind);
        LoginBrowser browser = askForReset(realm, ada(realm));

        assertThat(browser.open(MAIL.newest(ada(realm)).link()))
                .isEqualTo(new LoginOutcome.AskedFor("Update password"));
        browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN));

        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(realm.signIn("ada", CHOSEN).status()).isEqualTo(200);
        assertRows(realm, "credential", "type = 'password'", 1);
    }

    @OnEachKind
    void aResetInAnotherBrowserDoesNotSignTheUserIn(RealmKind kind) {
        TestRealm realm = realm(kind);
        askForReset(realm, "ada");
        LoginBrowser other = new LoginBrowser(realm.realm());

        other.open(MAIL.newest(ada(realm)).link());
        LoginOutcome end = other.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN));

        assertThat(end).isEqualTo(new LoginOutcome.AskedFor("Account updated"));
        assertThat(other.authorize(APPLICATION, REDIRECT_URI))
                .isEqualTo(new LoginOutcome.AskedFor("Sign in to your account"));
        assertThat(realm.signIn("ada", CHOSEN).status()).isEqualTo(200);
    }

    @OnEachKind
    void aResetLinkWorksOnce(RealmKind kind) {
        TestRealm realm = realm(kind);
        LoginBrowser browser = askForReset(realm, "ada");
        String link = MAIL.newest(ada(realm)).link();
        browser.open(link);
        browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN));

        LoginBrowser other = new LoginBrowser(realm.realm());

        assertThat(other.open(link))
                .isEqualTo(new LoginOutcome.Refused("Action expired. Please continue with login now."));
    }

    @OnEachKind
    void anUnknownAddressGetsTheSamePageAsAKnownAddressButNoMail(RealmKind kind) {
        TestRealm realm = realm(kind);
        int before = MAIL.count();

        String unknown = askForReset(realm, "nobody@" + realm.name() + ".test").page().text("main");
        String known = askForReset(realm, ada(realm)).page().text("main");

        assertThat(unknown).isEqualTo(known).contains("You should receive an email shortly");
        assertThat(MAIL.newest(ada(realm)).recipient()).isEqualTo(ada(realm));
        assertThat(MAIL.count()).isEqualTo(before + 1);
    }

    private static TestRealm realm(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        MAIL.serve(realm);
        return realm;
    }

    private static String ada(TestRealm realm) {
        return "ada@" + realm.name() + ".test";
    }

    private static LoginBrowser askForReset(TestRealm realm, String usernameOrEmail) {
        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.authorize(APPLICATION, REDIRECT_URI);
        browser.click("a[href*=reset-credentials]");
        browser.submit(Map.of("username", usernameOrEmail));
        return browser;
    }
}
