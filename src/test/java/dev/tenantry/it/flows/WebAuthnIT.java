package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.Refused;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.browser.SecurityKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Security keys as a second factor besides the password, and passkeys instead of a password. */
final class WebAuthnIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void aSecurityKeyIsRegisteredInOneLoginAndRequiredInTheNext(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        SecurityKey key = registeredKey(realm);
        assertRows(realm, "credential", "type = 'webauthn' and label = 'blue key'", 1);
        assertRows(realm, "required_action", "true", 0);

        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);
        assertThat(browser.page().text("#kc-webauthn-authenticator-label-0")).isEqualTo("blue key");
        assertThat(browser.submit(key.sign(browser.page()))).isInstanceOf(SignedIn.class);

        assertThat(browser.redeem().status()).isEqualTo(200);
        assertRows(realm, "credential", "type = 'webauthn' and credential_data::json ->> 'counter' = '1'", 1);
    }

    @OnEachKind
    void anUnknownKeyOrAnOldCopyOfTheKeyIsRefused(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        SecurityKey key = registeredKey(realm);
        LoginBrowser first = realm.signInByForm("ada", PASSWORD);
        assertThat(first.submit(key.sign(first.page()))).isInstanceOf(SignedIn.class);

        LoginBrowser stranger = realm.signInByForm("ada", PASSWORD);
        assertThat(stranger.submit(new SecurityKey(origin(realm)).sign(stranger.page())))
                .isEqualTo(new Refused("Unknown user authenticated by the Passkey."));
        key.rewindTo(0);
        LoginBrowser copy = realm.signInByForm("ada", PASSWORD);
        assertThat(copy.submit(key.sign(copy.page()))).isInstanceOf(Refused.class);

        assertRows(realm, "credential", "type = 'webauthn' and credential_data::json ->> 'counter' = '1'", 1);
    }

    @OnEachKind
    void aPasskeySignsInWithoutNameAndPassword(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        acceptPasskeys(realm);
        require(realm, "webauthn-register-passwordless");
        LoginBrowser registering = realm.signInByForm("ada", PASSWORD);
        SecurityKey passkey = new SecurityKey(origin(realm));
        String user = registering.page().scriptValue("userid");
        assertThat(registering.submit(passkey.register(registering.page(), "phone"))).isInstanceOf(SignedIn.class);
        assertRows(realm, "credential", "type = 'webauthn-passwordless' and label = 'phone'", 1);

        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.authorize(APPLICATION, REDIRECT_URI);
        Map<String, String> assertion = new HashMap<>(passkey.sign(browser.page()));
        assertion.put("userHandle", user);
        assertThat(browser.submitForm("#webauth", assertion)).isInstanceOf(SignedIn.class);

        String token = browser.redeem().json().get("access_token").asText();
        assertThat(Realm.claims(token).get("sub").asText()).isEqualTo(realm.firstUserId());
        assertRows(realm, "credential",
                "type = 'webauthn-passwordless' and credential_data::json ->> 'counter' = '1'", 1);
    }

    /** Registers a security key for ada, as a second factor besides her password. */
    private static SecurityKey registeredKey(TestRealm realm) {
        BrowserFlow.accept(realm, "webauthn-authenticator");
        require(realm, "webauthn-register");
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);
        SecurityKey key = new SecurityKey(origin(realm));
        assertThat(browser.submit(key.register(browser.page(), "blue key"))).isInstanceOf(SignedIn.class);
        return key;
    }

    private static void acceptPasskeys(TestRealm realm) {
        assertThat(realm.put("", Map.of("webAuthnPolicyPasswordlessRpEntityName", realm.name(),
                "webAuthnPolicyPasswordlessPasskeysEnabled", true)).status()).isEqualTo(204);
    }

    private static void require(TestRealm realm, String action) {
        assertThat(realm.put("/users/" + realm.firstUserId(), Map.of("requiredActions", List.of(action))).status())
                .isEqualTo(204);
    }

    private static String origin(TestRealm realm) {
        return realm.keycloak().server().url();
    }
}
