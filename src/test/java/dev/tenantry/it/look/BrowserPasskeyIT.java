package dev.tenantry.it.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Protocol;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/** Tests passkeys in a real browser. As W3C's standard requires, it refuses a user handle of more than 64 bytes. */
final class BrowserPasskeyIT {

    private static final String PASSWORD = BrandedTenant.PASSWORD;

    private final TestTenant acme = BrandedTenant.acme();

    @Test
    void aTenantsUserRegistersAPasskeyAndSignsInWithIt() {
        assertRegistersAndSignsIn("ada", acme.firstUserId());
    }

    @Test
    void anAdoptedUserRegistersAPasskeyAndSignsInWithIt() {
        AdoptedUser grace = AdoptedUser.in(acme, "grace");
        assertRegistersAndSignsIn("grace", grace.id());
    }

    private void assertRegistersAndSignsIn(String username, String id) {
        assertThat(acme.put("", Map.of("webAuthnPolicyPasswordlessRpEntityName", acme.name(),
                "webAuthnPolicyPasswordlessUserVerificationRequirement", "required",
                "webAuthnPolicyPasswordlessRequireResidentKey", "Yes",
                "webAuthnPolicyPasswordlessPasskeysEnabled", true)).status()).isEqualTo(204);
        assertThat(acme.put("/users/" + id, Map.of("requiredActions", List.of("webauthn-register-passwordless")))
                .status()).isEqualTo(204);
        try (Browser browser = Browser.open()) {
            browser.driver().addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                    .setProtocol(Protocol.CTAP2)
                    .setTransport(Transport.INTERNAL)
                    .setHasResidentKey(true)
                    .setHasUserVerification(true)
                    .setIsUserVerified(true));
            browser.go(account()).type("#username", username).type("#password", PASSWORD).click("#kc-login");
            browser.property("#registerWebAuthn", "id"); // waits for the page
            browser.driver().findElement(By.id("registerWebAuthn")).click(); // its prompt then blocks the page
            acceptLabel(browser);
            browser.awaitUrl(url -> url.contains("/account"));
            assertThat(acme.count("credential", "type = 'webauthn-passwordless' and user_id = '" + id + "'")).isOne();

            browser.driver().manage().deleteAllCookies();
            browser.go(account());
            if (browser.url().contains("/protocol/openid-connect/auth")) {
                signInByPasskey(browser);
            }
            browser.awaitUrl(url -> url.contains("/account") && !url.contains("/protocol/openid-connect/auth"));
            Eventually.holds("the passkey was used", () -> acme.count("credential",
                    "type = 'webauthn-passwordless' and (credential_data::json ->> 'counter')::int > 1") == 1);
        }
    }

    /** Clicks the button if the page has one. The browser may already have filled in the passkey by itself. */
    private static void signInByPasskey(Browser browser) {
        for (var button : browser.driver().findElements(By.cssSelector("#authenticateWebAuthnButton"))) {
            button.click();
        }
    }

    /** Accepts the prompt in which Keycloak's script asks for the passkey's name. */
    private static void acceptLabel(Browser browser) {
        Eventually.holds("the passkey gets a name", () -> {
            try {
                browser.driver().switchTo().alert().accept();
                return true;
            } catch (NoAlertPresentException notYet) {
                return false;
            }
        });
    }

    private String account() {
        return acme.realm().issuer() + "/account/";
    }
}
