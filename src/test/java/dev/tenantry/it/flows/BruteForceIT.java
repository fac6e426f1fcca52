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
import dev.tenantry.support.process.Eventually;
import java.util.Map;

/** Too many wrong passwords lock a user out, temporarily or permanently, as configured in the realm. */
final class BruteForceIT {

    private static final String PASSWORD = "lovelace-1815";
    private static final int ALLOWED_FAILURES = 3;

    @OnEachKind
    void theRightPasswordIsRefusedAfterTooManyFailures(RealmKind kind) {
        TestRealm realm = realm(kind, false);
        assertThat(status(realm).get("disabled").asBoolean()).isFalse();

        guess(realm, ALLOWED_FAILURES);

        JsonNode locked = status(realm);
        assertThat(locked.get("disabled").asBoolean()).isTrue();
        assertThat(locked.get("numFailures").asInt()).isEqualTo(ALLOWED_FAILURES);
        assertThat(locked.get("numTemporaryLockouts").asInt()).isEqualTo(1);
        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(formLogin(realm)).isEqualTo(new LoginOutcome.Refused("Invalid username or password."));
        assertRows(realm, "users", "username = 'ada' and enabled", 1);
    }

    @OnEachKind
    void anAdminEndsTheLockout(RealmKind kind) {
        TestRealm realm = realm(kind, false);
        guess(realm, ALLOWED_FAILURES);
        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");

        assertThat(realm.delete("/attack-detection/brute-force/users/" + realm.firstUserId()).status())
                .isEqualTo(204);

        assertThat(status(realm).get("disabled").asBoolean()).isFalse();
        assertThat(status(realm).get("numFailures").asInt()).isZero();
        assertThat(formLogin(realm)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @OnEachKind
    void aSuccessfulLoginResetsTheNumberOfFailures(RealmKind kind) {
        TestRealm realm = realm(kind, false);
        guess(realm, ALLOWED_FAILURES - 1);

        assertThat(realm.signIn("ada", PASSWORD).status()).isEqualTo(200);

        awaitFailures(realm, 0);
        guess(realm, ALLOWED_FAILURES - 1);
        assertThat(realm.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @OnEachKind
    void aPermanentLockoutDisablesTheUserUntilAnAdminEnablesThem(RealmKind kind) {
        TestRealm realm = realm(kind, true);

        guess(realm, ALLOWED_FAILURES);

        Eventually.holds("the user is disabled", () -> !user(realm).get("enabled").asBoolean());
        assertThat(status(realm).get("disabled").asBoolean()).isTrue();
        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(formLogin(realm)).isInstanceOf(LoginOutcome.Refused.class);
        assertRows(realm, "users", "username = 'ada' and not enabled", 1);
        assertRows(realm, "user_attribute", "name = 'disabledReason' and value = 'permanentLockout'", 1);

        assertThat(realm.put("/users/" + realm.firstUserId(), Map.of("enabled", true)).status()).isEqualTo(204);

        assertThat(status(realm).get("disabled").asBoolean()).isFalse();
        assertThat(realm.signIn("ada", PASSWORD).status()).isEqualTo(200);
        assertRows(realm, "users", "username = 'ada' and enabled", 1);
        assertRows(realm, "user_attribute", "name = 'disabledReason'", 0);
    }

    /** Turns off the lockout after failures in quick succession, so that only the number of failures matters. */
    private static TestRealm realm(RealmKind kind, boolean forGood) {
        TestRealm realm = kind.create("ada", PASSWORD);
        assertThat(realm.put("", Map.of(
                "bruteForceProtected", true,
                "permanentLockout", forGood,
                "maxTemporaryLockouts", 0,
                "failureFactor", ALLOWED_FAILURES,
                "quickLoginCheckMilliSeconds", 0,
                "waitIncrementSeconds", 600)).status()).isEqualTo(204);
        return realm;
    }

    private static void guess(TestRealm realm, int times) {
        for (int failures = 1; failures <= times; failures++) {
            assertThat(realm.signIn("ada", "a-wrong-guess").json().get("error").asText()).isEqualTo("invalid_grant");
            awaitFailures(realm, failures);
        }
    }

    /** Waits for this number of failures, since Keycloak counts a failure after its answer. */
    private static void awaitFailures(TestRealm realm, int failures) {
        Eventually.holds(failures + " failures", () -> status(realm).get("numFailures").asInt() == failures);
    }

    private static JsonNode status(TestRealm realm) {
        return realm.get("/attack-detection/brute-force/users/" + realm.firstUserId()).json();
    }

    private static JsonNode user(TestRealm realm) {
        return realm.get("/users/" + realm.firstUserId()).json();
    }

    private static LoginOutcome formLogin(TestRealm realm) {
        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.authorize(APPLICATION, REDIRECT_URI);
        return browser.submit("ada", PASSWORD);
    }
}
