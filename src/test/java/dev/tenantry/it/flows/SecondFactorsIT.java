package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.browser.LoginOutcome.Refused;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.browser.Totp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** One-time codes of an app and recovery codes are set up in one login and required in the next login. */
@Tag("main")
@Tag("containers")
final class SecondFactorsIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void anAppIsSetUpInOneLoginAndItsCodesAreRequiredInTheNext(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Totp app = setUpApp(realm);
        assertRows(realm, "credential", "type = 'otp' and label = 'phone'", 1);
        assertRows(realm, "required_action", "true", 0);

        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);
        assertThat(browser.submit(Map.of("otp", app.wrongCode())))
                .isEqualTo(new Refused("Invalid authenticator code."));
        assertThat(browser.submit(Map.of("otp", app.nextCode()))).isInstanceOf(SignedIn.class);

        assertThat(browser.redeem().status()).isEqualTo(200);
    }

    @OnEachKind
    void thePasswordGrantRequiresACodeToo(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Totp app = setUpApp(realm);

        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(realm.realm().token(Map.of("grant_type", "password", "client_id", APPLICATION,
                "username", "ada", "password", PASSWORD, "totp", app.nextCode())).status()).isEqualTo(200);
    }

    @OnEachKind
    void aCodeWorksOnce(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Totp app = setUpApp(realm);
        String code = app.nextCode();
        assertThat(realm.signInByForm("ada", PASSWORD).submit(Map.of("otp", code))).isInstanceOf(SignedIn.class);

        assertThat(realm.signInByForm("ada", PASSWORD).submit(Map.of("otp", code)))
                .isEqualTo(new Refused("Invalid authenticator code."));
    }

    @OnEachKind
    void aFactorThatAnAdminRemovesIsNoLongerRequired(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        setUpApp(realm);
        String path = "/users/" + realm.firstUserId() + "/credentials";
        for (JsonNode credential : realm.get(path).json()) {
            if (credential.get("type").asText().equals("otp")) {
                assertThat(realm.delete(path + "/" + credential.get("id").asText()).status()).isEqualTo(204);
            }
        }

        assertRows(realm, "credential", "type = 'otp'", 0);
        assertThat(realm.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @OnEachKind
    void aRecoveryCodeWorksOnce(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        BrowserFlow.accept(realm, "auth-recovery-authn-code-form");
        require(realm, "CONFIGURE_RECOVERY_AUTHN_CODES");
        LoginBrowser first = realm.signInByForm("ada", PASSWORD);
        List<String> codes = first.page().texts("#kc-recovery-codes-list li");
        assertThat(codes).hasSize(12);
        assertThat(first.submit(Map.of())).isInstanceOf(SignedIn.class);
        assertRows(realm, "credential", "type = 'recovery-authn-codes'", 1);

        LoginBrowser second = realm.signInByForm("ada", PASSWORD);
        assertThat(second.page().text("label[for=recoveryCodeInput]")).contains("#1");
        assertThat(second.submit(Map.of("recoveryCodeInput", codes.get(0)))).isInstanceOf(SignedIn.class);

        LoginBrowser third = realm.signInByForm("ada", PASSWORD);
        assertThat(third.page().text("label[for=recoveryCodeInput]")).contains("#2");
        assertThat(third.submit(Map.of("recoveryCodeInput", codes.get(0)))).isInstanceOf(Refused.class);
        assertThat(third.submit(Map.of("recoveryCodeInput", codes.get(1)))).isInstanceOf(SignedIn.class);
        assertRows(realm, "credential", "type = 'recovery-authn-codes'", 1);
    }

    /** Sets up an app: reads the secret as text instead of a QR code, and enters the first code. */
    private static Totp setUpApp(TestRealm realm) {
        require(realm, "CONFIGURE_TOTP");
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);
        assertThat(browser.click("#mode-manual")).isEqualTo(new AskedFor("Mobile Authenticator Setup"));
        Totp app = Totp.typed(browser.page().text("#kc-totp-secret-key"));
        assertThat(browser.submit(Map.of("totp", app.wrongCode(), "userLabel", "phone"))).isInstanceOf(Refused.class);
        assertThat(browser.submit(Map.of("totp", app.code(), "userLabel", "phone"))).isInstanceOf(SignedIn.class);
        return app;
    }

    private static void require(TestRealm realm, String action) {
        assertThat(realm.put("/users/" + realm.firstUserId(), Map.of("requiredActions", List.of(action))).status())
                .isEqualTo(204);
    }
}
