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
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;

/** Users delete their own accounts, if the realm allows it. */
final class AccountDeletionIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void aUserWithTheRoleDeletesTheirAccountCompletely(RealmKind kind) {
        TestRealm realm = realm(kind);
        String id = realm.addUser("grace", PASSWORD);
        letDeleteTheirAccount(realm, id);
        LoginBrowser browser = realm.signInByForm("grace", PASSWORD);
        JsonNode tokens = browser.redeem().json();

        assertThat(askForDeletion(browser)).isEqualTo(new AskedFor("Delete account confirmation"));
        browser.submit(Map.of());

        assertThat(realm.get("/users/" + id).status()).isEqualTo(404);
        assertThat(browser.page().text("#kc-info-message")).contains("User deleted successfully");
        assertThat(realm.refresh(tokens).json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(realm.signIn("grace", PASSWORD).json().get("error").asText()).isEqualTo("invalid_grant");
        assertRows(realm, "users", "username <> 'ada'", 0);
        assertRows(realm, "credential", "true", 1);
    }

    @OnEachKind
    void aUserWithoutTheRoleIsRefused(RealmKind kind) {
        TestRealm realm = realm(kind);
        String id = realm.addUser("grace", PASSWORD);
        LoginBrowser browser = realm.signInByForm("grace", PASSWORD);

        assertThat(askForDeletion(browser)).isEqualTo(new Refused(
                "You do not have enough permissions to delete your own account, contact admin."));

        assertThat(realm.get("/users/" + id).status()).isEqualTo(200);
    }

    private static TestRealm realm(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        realm.change("/authentication/required-actions/delete_account", Map.of("enabled", true));
        return realm;
    }

    /**
     * Waits for the next second, asks for the deletion of the account, and enters the password again. In the second of
     * the login, Keycloak would not ask for the password.
     */
    private static LoginOutcome askForDeletion(LoginBrowser browser) {
        Eventually.nextSecond();
        assertThat(browser.authorize(APPLICATION, REDIRECT_URI, Map.of("kc_action", "delete_account")))
                .isEqualTo(new AskedFor("Sign in to your account"));
        return browser.submit(Map.of("password", PASSWORD));
    }

    private static void letDeleteTheirAccount(TestRealm realm, String user) {
        String account = realm.clientUuid("account");
        JsonNode role = realm.get("/clients/" + account + "/roles/delete-account").json();
        assertThat(realm.post("/users/" + user + "/role-mappings/clients/" + account, List.of(role)).status())
                .isEqualTo(204);
    }
}
