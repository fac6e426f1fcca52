package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.browser.Totp;
import dev.tenantry.support.http.Http;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Users change their credentials by the actions that the account console starts in a browser. */
@Tag("main")
@Tag("containers")
final class AccountCredentialsIT {

    private static final String PASSWORD = "lovelace-1815";
    private static final String CHOSEN = "difference-engine";

    @OnEachKind
    void aUserChangesTheirPasswordByTheActionOfTheConsole(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);

        LoginOutcome asked = browser.authorize(APPLICATION, REDIRECT_URI, Map.of("kc_action", "UPDATE_PASSWORD"));
        assertThat(asked).isEqualTo(new AskedFor("Update password"));
        assertThat(browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN)))
                .isInstanceOf(SignedIn.class);

        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(realm.signIn("ada", CHOSEN).status()).isEqualTo(200);
        assertRows(realm, "credential", "type = 'password'", 1);
    }

    @OnEachKind
    void aUserWhoCancelsTheActionKeepsTheirPassword(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);
        browser.authorize(APPLICATION, REDIRECT_URI, Map.of("kc_action", "UPDATE_PASSWORD"));

        assertThat(browser.submit(Map.of("cancel-aia", "true"))).isInstanceOf(SignedIn.class);

        assertThat(realm.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @OnEachKind
    void aUserListsAddsNamesAndRemovesCredentials(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);
        Http account = account(realm);
        assertThat(credentials(account, "password")).hasSize(1);
        assertThat(credentials(account, "otp")).isEmpty();

        browser.authorize(APPLICATION, REDIRECT_URI, Map.of("kc_action", "CONFIGURE_TOTP"));
        browser.click("#mode-manual");
        Totp app = Totp.typed(browser.page().text("#kc-totp-secret-key"));
        assertThat(browser.submit(Map.of("totp", app.code(), "userLabel", "phone"))).isInstanceOf(SignedIn.class);

        JsonNode otp = credentials(account, "otp").get(0).get("credential");
        assertThat(otp.get("userLabel").asText()).isEqualTo("phone");
        assertThat(otp.has("secretData")).isFalse();
        String path = "/credentials/" + otp.get("id").asText();
        assertThat(account.put(path + "/label", "tablet").status()).isEqualTo(204);
        assertRows(realm, "credential", "type = 'otp' and label = 'tablet'", 1);

        browser.authorize(APPLICATION, REDIRECT_URI,
                Map.of("kc_action", "delete_credential:" + otp.get("id").asText()));
        assertThat(browser.page().title()).isEqualTo("Delete tablet");
        assertThat(browser.submit(Map.of("accept", "yes"))).isInstanceOf(SignedIn.class);

        assertThat(credentials(account, "otp")).isEmpty();
        assertRows(realm, "credential", "type = 'otp'", 0);
        assertThat(realm.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    private static Http account(TestRealm realm) {
        return realm.account(realm.signIn("ada", PASSWORD).json());
    }

    private static JsonNode credentials(Http account, String type) {
        return account.get("/credentials?type=" + type).json().at("/0/userCredentialMetadatas");
    }
}
