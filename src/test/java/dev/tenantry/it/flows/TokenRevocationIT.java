package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.SERVICE;
import static dev.tenantry.support.actors.TestRealm.SERVICE_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.process.Eventually;
import java.time.Instant;
import java.util.Map;

/** Tokens of users become invalid: by revocation, logout, a not-before time or the deletion of the user. */
final class TokenRevocationIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void anOfflineTokenIsListedAndWorksUntilItIsRevoked(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        JsonNode offline = offlineTokens(realm);
        String user = "/users/" + realm.firstUserId();
        assertThat(realm.get(user + "/offline-sessions/" + realm.clientUuid(APPLICATION)).json()).hasSize(1);
        assertThat(realm.get(user + "/consents").body()).contains("Offline Token");
        assertThat(realm.refresh(offline).status()).isEqualTo(200);

        assertThat(realm.delete(user + "/consents/" + APPLICATION).status()).isEqualTo(204);

        assertRefused(realm.refresh(offline));
        assertThat(realm.get(user + "/consents").json()).isEmpty();
        assertThat(realm.delete(user + "/consents/" + APPLICATION).status()).isEqualTo(404);
    }

    @OnEachKind
    void anOfflineSessionIsEndedByItsId(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        JsonNode offline = offlineTokens(realm);
        String session = Realm.claims(offline.get("refresh_token").asText()).get("sid").asText();

        assertThat(realm.delete("/sessions/" + session + "?isOffline=true").status()).isEqualTo(204);

        assertRefused(realm.refresh(offline));
    }

    @OnEachKind
    void loggingAllUsersOutEndsEverySession(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        realm.addUser("grace", PASSWORD);
        JsonNode ada = realm.signIn("ada", PASSWORD).json();
        JsonNode grace = realm.signIn("grace", PASSWORD).json();
        assertThat(sessions(realm)).isEqualTo(1);

        assertThat(realm.post("/logout-all", Map.of()).status()).isEqualTo(200);

        assertRefused(realm.refresh(ada));
        assertRefused(realm.refresh(grace));
        assertThat(sessions(realm)).isZero();
        assertThat(isActive(realm, ada)).isFalse();
    }

    @OnEachKind
    void loggingOneUserOutEndsOnlyTheirSessionsAndOfflineTokens(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        realm.addUser("grace", PASSWORD);
        JsonNode ada = realm.signIn("ada", PASSWORD).json();
        JsonNode offline = offlineTokens(realm);
        JsonNode grace = realm.signIn("grace", PASSWORD).json();
        Eventually.nextSecond(); // a token from the second of the logout would stay valid

        assertThat(realm.post("/users/" + realm.firstUserId() + "/logout", Map.of()).status()).isEqualTo(204);

        assertRefused(realm.refresh(ada));
        assertRefused(realm.refresh(offline));
        assertThat(realm.refresh(grace).status()).isEqualTo(200);
        assertThat(realm.get("/users/" + realm.firstUserId()).json().get("notBefore").asLong()).isPositive();
        assertRows(realm, "users", "username = 'ada' and not_before > 0", 1);
        assertRows(realm, "users", "username = 'grace' and not_before = 0", 1);
        assertThat(realm.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @OnEachKind
    void tokensFromBeforeTheRealmsNotBeforeAreInvalid(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        JsonNode tokens = realm.signIn("ada", PASSWORD).json();
        assertThat(isActive(realm, tokens)).isTrue();

        long soon = Instant.now().getEpochSecond() + 2;
        assertThat(realm.put("", Map.of("notBefore", soon)).status()).isEqualTo(204);
        assertThat(realm.post("/push-revocation", Map.of()).status()).isEqualTo(200);

        assertRefused(realm.refresh(tokens));
        assertThat(isActive(realm, tokens)).isFalse();
        Eventually.holds("not-before has passed", () -> Instant.now().getEpochSecond() >= soon);
        assertThat(isActive(realm, realm.signIn("ada", PASSWORD).json())).isTrue();
    }

    @OnEachKind
    void theTokensOfADeletedUserAreInvalid(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        String id = realm.addUser("grace", PASSWORD);
        JsonNode tokens = realm.signIn("grace", PASSWORD).json();

        assertThat(realm.delete("/users/" + id).status()).isEqualTo(204);

        assertRefused(realm.refresh(tokens));
        assertThat(isActive(realm, tokens)).isFalse();
        assertRows(realm, "users", "username = 'grace'", 0);
    }

    private static JsonNode offlineTokens(TestRealm realm) {
        return realm.realm().token(Map.of("grant_type", "password", "client_id", APPLICATION,
                "scope", "openid offline_access", "username", "ada", "password", PASSWORD)).json();
    }

    private static boolean isActive(TestRealm realm, JsonNode tokens) {
        return realm.realm().introspect(SERVICE, SERVICE_SECRET, tokens.get("access_token").asText())
                .get("active").asBoolean();
    }

    private static int sessions(TestRealm realm) {
        return realm.get("/users/" + realm.firstUserId() + "/sessions").json().size();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("invalid_grant");
    }
}
