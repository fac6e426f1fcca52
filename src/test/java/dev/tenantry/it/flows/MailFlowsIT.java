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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** Users verify an address by a link in a mail, and admins send a link that asks a user for an action. */
@Tag("main")
@Tag("containers")
final class MailFlowsIT {

    private static final String PASSWORD = "lovelace-1815";
    private static final String CHOSEN = "difference-engine";
    private static final MailServer MAIL = new MailServer();

    @AfterAll
    static void stopMail() {
        MAIL.close();
    }

    @OnEachKind
    void aNewUserVerifiesTheAddressByTheMailedLinkAndThenChoosesAPassword(RealmKind kind) {
        TestRealm realm = realm(kind);
        LoginBrowser browser = register(realm);
        assertRows(realm, "users", "username = 'grace' and not email_verified", 1);
        assertRows(realm, "required_action", "action in ('VERIFY_EMAIL', 'UPDATE_PASSWORD')", 2);

        assertThat(browser.open(MAIL.newest(grace(realm)).link()))
                .isEqualTo(new LoginOutcome.AskedFor("Update password"));
        LoginOutcome end = browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN));

        assertThat(end).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(realm.get("/users?username=grace").json().get(0).get("emailVerified").asBoolean()).isTrue();
        assertRows(realm, "users", "username = 'grace' and email_verified", 1);
        assertRows(realm, "required_action", "true", 0);
    }

    @OnEachKind
    void verifyingTheAddressInAnotherBrowserNeedsAConfirmation(RealmKind kind) {
        TestRealm realm = realm(kind);
        register(realm);
        LoginBrowser other = new LoginBrowser(realm.realm());

        other.open(MAIL.newest(grace(realm)).link());
        assertRows(realm, "users", "username = 'grace' and not email_verified", 1);
        assertThat(other.click("#kc-info-message a")).isEqualTo(new LoginOutcome.AskedFor("Update password"));
        assertRows(realm, "users", "username = 'grace' and email_verified", 1);
        LoginOutcome end = other.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN));

        assertThat(end).isEqualTo(new LoginOutcome.AskedFor("Account updated"));
        assertThat(realm.signIn("grace", CHOSEN).status()).isEqualTo(200);
    }

    @OnEachKind
    void anAdminMailsALinkThatAsksForANewPassword(RealmKind kind) {
        TestRealm realm = realm(kind);
        assertThat(realm.put("/users/" + realm.firstUserId() + "/execute-actions-email", List.of("UPDATE_PASSWORD"))
                .status()).isEqualTo(204);
        LoginBrowser browser = new LoginBrowser(realm.realm());

        browser.open(MAIL.newest(ada(realm)).link());
        assertThat(browser.click("#kc-info-message a")).isEqualTo(new LoginOutcome.AskedFor("Update password"));
        LoginOutcome end = browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN));

        assertThat(end).isEqualTo(new LoginOutcome.AskedFor("Account updated"));
        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(realm.signIn("ada", CHOSEN).status()).isEqualTo(200);
    }

    @OnEachKind
    void aUserChangesTheirAddressByALinkMailedToTheNewAddress(RealmKind kind) {
        TestRealm realm = realm(kind);
        realm.change("/authentication/required-actions/UPDATE_EMAIL", Map.of("enabled", true));
        assertThat(realm.put("/users/" + realm.firstUserId(), Map.of("emailVerified", true)).status()).isEqualTo(204);
        assertThat(realm.put("", Map.of("verifyEmail", true)).status()).isEqualTo(204);
        String address = "countess@" + realm.name() + ".test";
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);

        assertThat(browser.authorize(APPLICATION, REDIRECT_URI, Map.of("kc_action", "UPDATE_EMAIL")))
                .isEqualTo(new LoginOutcome.AskedFor("Update email"));
        assertThat(browser.submit(Map.of("email", address)))
                .isEqualTo(new LoginOutcome.AskedFor("Confirmation email sent"));
        assertThat(realm.get("/users/" + realm.firstUserId()).json().get("email").asText()).isEqualTo(ada(realm));
        assertRows(realm, "user_attribute", "name = 'kc.email.pending' and value = '" + address + "'", 1);

        assertThat(browser.open(MAIL.newest(address).link())).isEqualTo(new LoginOutcome.AskedFor("Email updated"));
        assertThat(realm.get("/users/" + realm.firstUserId()).json().get("email").asText()).isEqualTo(address);
        assertRows(realm, "users", "email = '" + address + "' and email_verified", 1);
        assertRows(realm, "user_attribute", "true", 0);
    }

    private static TestRealm realm(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        MAIL.serve(realm);
        return realm;
    }

    private static String ada(TestRealm realm) {
        return "ada@" + realm.name() + ".test";
    }

    private static String grace(TestRealm realm) {
        return "grace@" + realm.name() + ".test";
    }

    /** Registers grace. The returned browser shows the page that asks her to open the mail. */
    private static LoginBrowser register(TestRealm realm) {
        assertThat(realm.put("", Map.of("registrationAllowed", true, "verifyEmail", true)).status()).isEqualTo(204);
        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.register(APPLICATION, REDIRECT_URI);
        LoginOutcome waiting = browser.submit(Map.of("username", "grace", "email", grace(realm),
                "firstName", "Grace", "lastName", "Hopper"));
        assertThat(waiting).isEqualTo(new LoginOutcome.AskedFor("Email verification"));
        return browser;
    }
}
