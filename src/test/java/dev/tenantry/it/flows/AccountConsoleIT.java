package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.List;
import java.util.Map;

/** Users read and change their own accounts by the REST API of the account console. */
final class AccountConsoleIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void aUserReadsAndChangesTheirProfile(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Http account = account(realm);
        ObjectNode profile = (ObjectNode) account.get("").json();
        assertThat(profile.get("username").asText()).isEqualTo("ada");
        assertThat(profile.get("lastName").asText()).isEqualTo("Byron");

        profile.put("lastName", "Lovelace").put("email", "countess@tenant.test");
        profile.putPOJO("attributes", Map.of("locale", List.of("de")));
        assertThat(account.post("", profile).status()).isEqualTo(204);

        JsonNode changed = account.get("").json();
        assertThat(changed.get("lastName").asText()).isEqualTo("Lovelace");
        assertThat(changed.get("email").asText()).isEqualTo("countess@tenant.test");
        assertThat(changed.at("/attributes/locale/0").asText()).isEqualTo("de");
        assertRows(realm, "users", "last_name = 'Lovelace' and email = 'countess@tenant.test'", 1);
        assertRows(realm, "user_attribute", "name = 'locale' and value = 'de'", 1);
    }

    @OnEachKind
    void anInvalidProfileOrATakenAddressIsRefusedWithAReason(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        realm.addUser("grace", PASSWORD);
        Http account = account(realm);
        ObjectNode profile = (ObjectNode) account.get("").json();

        Answer taken = account.post("", profile.deepCopy().put("email", "grace@" + realm.name() + ".test"));
        Answer noEmail = account.post("", profile.deepCopy().put("email", "no address"));
        Answer otherName = account.post("", profile.deepCopy().put("username", "countess"));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).contains("emailExistsMessage");
        assertThat(noEmail.status()).isEqualTo(400);
        assertThat(noEmail.body()).contains("error-invalid-email");
        assertThat(otherName.status()).isEqualTo(400);
        assertThat(account.get("").json()).isEqualTo(profile);
    }

    @OnEachKind
    void aUserListsTheirSessionsAndEndsAllOtherSessions(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        LoginBrowser library = realm.signInByForm("ada", PASSWORD);
        JsonNode libraryTokens = library.redeem().json();
        JsonNode tokens = realm.signIn("ada", PASSWORD).json();
        Http account = realm.account(tokens);
        assertThat(account.get("/sessions").json()).hasSize(2);
        assertThat(account.get("/sessions/devices").json().findValues("current")).isNotEmpty();

        assertThat(account.delete("/sessions").status()).isEqualTo(204);

        assertThat(account.get("/sessions").json()).hasSize(1);
        assertThat(realm.refresh(libraryTokens).status()).isEqualTo(400);
        assertThat(realm.refresh(tokens).status()).isEqualTo(200);
        assertThat(library.authorize(APPLICATION, REDIRECT_URI)).isEqualTo(new AskedFor("Sign in to your account"));
    }

    @OnEachKind
    void aUserEndsOneOfTheirSessions(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        JsonNode lost = realm.signIn("ada", PASSWORD).json();

        assertThat(account(realm).delete("/sessions/" + lost.get("session_state").asText()).status()).isEqualTo(204);

        assertThat(realm.refresh(lost).status()).isEqualTo(400);
    }

    private static Http account(TestRealm realm) {
        return realm.account(realm.signIn("ada", PASSWORD).json());
    }
}
