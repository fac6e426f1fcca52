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
import dev.tenantry.support.browser.LoginOutcome.Refused;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import java.util.List;
import java.util.Map;

/** Registration, and the actions that a realm requires of a user during the login. */
final class RequiredActionsIT {

    private static final String PASSWORD = "lovelace-1815";
    private static final String CHOSEN = "difference-engine";

    @OnEachKind
    void registrationSignsAUserInAndRefusesATakenNameOrAddress(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        assertThat(realm.put("", Map.of("registrationAllowed", true)).status()).isEqualTo(204);

        assertThat(register(realm, "ada", "other@tenant.test"))
                .isEqualTo(new Refused("Username already exists."));
        assertThat(register(realm, "grace", "ADA@" + realm.name() + ".test"))
                .isEqualTo(new Refused("Email already exists."));
        assertThat(register(realm, "Grace", "Grace@tenant.test")).isInstanceOf(SignedIn.class);

        JsonNode grace = realm.get("/users?username=grace&exact=true").json().get(0);
        assertThat(grace.get("email").asText()).isEqualTo("grace@tenant.test");
        assertThat(grace.get("enabled").asBoolean()).isTrue();
        assertRows(realm, "users", "username = 'grace' and first_name = 'Grace' and email = 'grace@tenant.test'", 1);
        assertRows(realm, "credential", "type = 'password'", 2);
    }

    @OnEachKind
    void aProfileIsUpdatedBeforeTheLoginContinues(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        require(realm, "UPDATE_PROFILE");
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);

        assertThat(browser.page().title()).isEqualTo("Update Account Information");
        assertThat(browser.page().value("lastName")).isEqualTo("Byron");
        assertThat(browser.submit(Map.of("lastName", ""))).isInstanceOf(Refused.class);
        assertThat(browser.submit(Map.of("lastName", "Lovelace"))).isInstanceOf(SignedIn.class);

        JsonNode user = realm.get("/users/" + realm.firstUserId()).json();
        assertThat(user.get("lastName").asText()).isEqualTo("Lovelace");
        assertThat(user.get("requiredActions")).isEmpty();
        assertRows(realm, "users", "last_name = 'Lovelace'", 1);
        assertRows(realm, "required_action", "true", 0);
    }

    @OnEachKind
    void aTemporaryPasswordIsReplacedByAPasswordThatMeetsThePolicy(RealmKind kind) {
        TestRealm realm = kind.create("ada", "not-this-one");
        assertThat(realm.put("/users/" + realm.firstUserId() + "/reset-password",
                Map.of("type", "password", "value", PASSWORD, "temporary", true)).status()).isEqualTo(204);
        assertRows(realm, "required_action", "action = 'UPDATE_PASSWORD'", 1);
        assertThat(realm.signIn("ada", PASSWORD).json().get("error_description").asText())
                .isEqualTo("Account is not fully set up");
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);

        assertThat(browser.page().title()).isEqualTo("Update password");
        assertThat(browser.submit(Map.of("password-new", "short", "password-confirm", "short")))
                .isInstanceOf(Refused.class);
        assertThat(browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN)))
                .isInstanceOf(SignedIn.class);

        assertThat(realm.signIn("ada", CHOSEN).status()).isEqualTo(200);
        assertThat(realm.signIn("ada", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertRows(realm, "required_action", "true", 0);
    }

    /** The realm defines the order of the actions. An action that is done is removed from the user. */
    @OnEachKind
    void severalActionsAreAskedForOneAfterTheOther(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        require(realm, "UPDATE_PASSWORD", "UPDATE_PROFILE");
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);

        assertThat(browser.page().title()).isEqualTo("Update Account Information");
        assertThat(browser.submit(Map.of("firstName", "Augusta"))).isEqualTo(new AskedFor("Update password"));
        assertRows(realm, "required_action", "action = 'UPDATE_PASSWORD'", 1);
        assertRows(realm, "required_action", "true", 1);
        assertThat(browser.submit(Map.of("password-new", CHOSEN, "password-confirm", CHOSEN)))
                .isInstanceOf(SignedIn.class);

        assertRows(realm, "required_action", "true", 0);
        assertThat(realm.get("/users/" + realm.firstUserId()).json().get("firstName").asText()).isEqualTo("Augusta");
    }

    private static void require(TestRealm realm, String... actions) {
        assertThat(realm.put("/users/" + realm.firstUserId(), Map.of("requiredActions", List.of(actions))).status())
                .isEqualTo(204);
        assertRows(realm, "required_action", "true", actions.length);
    }

    private static LoginOutcome register(TestRealm realm, String username, String email) {
        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.register(APPLICATION, REDIRECT_URI);
        return browser.submit(Map.of("username", username, "email", email, "firstName", "Grace",
                "lastName", "Hopper", "password", CHOSEN, "password-confirm", CHOSEN));
    }
}
