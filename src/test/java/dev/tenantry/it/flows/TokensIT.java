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
import dev.tenantry.support.http.Http;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** A user's tokens are refreshed, exchanged and introspected. */
@Tag("main")
@Tag("containers")
final class TokensIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void aRefreshTokenGivesNewTokensUntilTheAppSignsOut(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        JsonNode first = realm.signIn("ada", PASSWORD).json();

        Answer second = realm.refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(Realm.claims(second.json().get("access_token").asText()).get("sub").asText())
                .isEqualTo(realm.firstUserId());

        Answer logout = Http.at(realm.realm().issuer() + "/protocol/openid-connect").postForm("/logout",
                Map.of("client_id", APPLICATION, "refresh_token", second.json().get("refresh_token").asText()));
        assertThat(logout.status()).isEqualTo(204);
        assertRefused(realm.refresh(second.json()));
    }

    @OnEachKind
    void aServiceExchangesAUsersToken(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        JsonNode tokens = realm.signIn("ada", PASSWORD).json();
        assertThat(exchange(realm, tokens).status()).isEqualTo(400);
        realm.change("/clients/" + realm.clientUuid(SERVICE),
                Map.of("attributes", Map.of("standard.token.exchange.enabled", "true")));

        Answer exchanged = exchange(realm, tokens);

        assertThat(exchanged.status()).isEqualTo(200);
        JsonNode claims = Realm.claims(exchanged.json().get("access_token").asText());
        assertThat(claims.get("sub").asText()).isEqualTo(realm.firstUserId());
        assertThat(claims.get("azp").asText()).isEqualTo(SERVICE);
        assertThat(claims.get("preferred_username").asText()).isEqualTo("ada");
    }

    @OnEachKind
    void existingTokensShowAChangedAddress(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        JsonNode tokens = realm.signIn("ada", PASSWORD).json();
        String accessToken = tokens.get("access_token").asText();

        assertThat(realm.put("/users/" + realm.firstUserId(), Map.of("email", "countess@tenant.test")).status())
                .isEqualTo(204);

        assertThat(realm.realm().userinfo(accessToken).get("email").asText()).isEqualTo("countess@tenant.test");
        assertThat(realm.realm().introspect(SERVICE, SERVICE_SECRET, accessToken).get("email").asText())
                .isEqualTo("countess@tenant.test");
        String renewed = realm.refresh(tokens).json().get("access_token").asText();
        assertThat(Realm.claims(renewed).get("email").asText()).isEqualTo("countess@tenant.test");
        assertRows(realm, "users", "email = 'countess@tenant.test'", 1);
    }

    private static Answer exchange(TestRealm realm, JsonNode tokens) {
        return realm.realm().token(Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "client_id", SERVICE,
                "client_secret", SERVICE_SECRET,
                "subject_token", tokens.get("access_token").asText(),
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("invalid_grant");
    }
}
