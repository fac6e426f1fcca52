package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.browser.Totp;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An adopted user keeps the id from before the adoption. All data of the user is stored and found under this id. */
final class PlainIdsIT {

    private static final String PASSWORD = "lovelace-1815";

    private final TestTenant acme = (TestTenant) RealmKind.TENANT.create("ada", PASSWORD);
    private final TestTenant globex = new TestTenants(acme.keycloak()).provision("ada", "globex-secret-2");
    private final AdoptedUser grace = AdoptedUser.in(acme, "grace");

    @AfterEach
    void keycloaksOwnTablesHoldNothing() {
        assertThat(acme.keycloak().admin().get(TestTenants.PATH + "/" + acme.name() + "/residue").json()
                .get("rows").asLong()).isZero();
    }

    @Test
    void tokensContainTheAdoptedUsersId() {
        Answer tokens = acme.signIn("grace", PASSWORD);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(subject(tokens)).isEqualTo(grace.id());
        assertThat(acme.realm().userinfo(tokens.json().get("access_token").asText()).get("sub").asText())
                .isEqualTo(grace.id());

        Answer refreshed = acme.refresh(tokens.json());

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(subject(refreshed)).isEqualTo(grace.id());
        assertThat(subject(acme.signIn("grace@" + acme.name() + ".test", PASSWORD))).isEqualTo(grace.id());
    }

    @Test
    void aWrongPasswordIsRefusedAndTheUserIsUnknownInTheOtherTenant() {
        assertThat(acme.signIn("grace", "wrong-password").json().get("error_description").asText())
                .isEqualTo("Invalid user credentials");
        assertThat(globex.signIn("grace", PASSWORD).json().get("error_description").asText())
                .isEqualTo("Invalid user credentials");
        assertThat(acme.signIn("grace", PASSWORD).status()).isEqualTo(200);
        assertThat(globex.get(grace.path()).status()).isEqualTo(404);
    }

    /** The user cache has the id as key, and compares the cached user's realm (UserCacheSession.getUserById, 26.7). */
    @Test
    void anIdIsLookedUpInItsOwnTenantEvenIfTheOtherTenantHasTheSameId() {
        AdoptedUser mallory = AdoptedUser.in(globex, grace.id(), "mallory");

        for (int time = 1; time <= 2; time++) {
            assertThat(acme.get(grace.path()).json().get("username").asText()).isEqualTo("grace");
            assertThat(globex.get(mallory.path()).json().get("username").asText()).isEqualTo("mallory");
        }
    }

    @Test
    void passwordAndOneTimePasswordAreKeptInTheSchema() {
        assertThat(acme.put(grace.path() + "/reset-password",
                Map.of("type", "password", "value", "cobol-1959", "temporary", false)).status()).isEqualTo(204);
        assertThat(acme.signIn("grace", PASSWORD).json().get("error_description").asText())
                .isEqualTo("Invalid user credentials");
        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);

        acme.put(grace.path(), Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
        LoginBrowser browser = acme.signInByForm("grace", "cobol-1959");
        assertThat(browser.click("#mode-manual")).isInstanceOf(AskedFor.class);
        Totp app = Totp.typed(browser.page().text("#kc-totp-secret-key"));
        assertThat(browser.submit(Map.of("totp", app.code(), "userLabel", "phone"))).isInstanceOf(SignedIn.class);
        assertThat(acme.count("credential", "type = 'otp' and user_id = '" + grace.id() + "'")).isEqualTo(1);
        assertThat(acme.signInByForm("grace", "cobol-1959").submit(Map.of("otp", app.nextCode())))
                .isInstanceOf(SignedIn.class);

        JsonNode credentials = acme.get(grace.path() + "/credentials").json();
        assertThat(credentials.findValuesAsText("type")).containsExactly("password", "otp");
        String otp = grace.path() + "/credentials/" + credentials.at("/1/id").asText();
        assertThat(acme.keycloak().admin().putText("/" + acme.name() + otp + "/userLabel", "old phone").status())
                .isEqualTo(204);
        assertThat(acme.post(otp + "/moveToFirst", Map.of()).status()).isEqualTo(204);
        assertThat(acme.get(grace.path() + "/credentials").json().at("/0/userLabel").asText())
                .isEqualTo("old phone");
        assertThat(acme.delete(otp).status()).isEqualTo(204);
        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
    }

    @Test
    void consentsAndOfflineTokensAreListedAndRevoked() {
        acme.post("/clients", Map.of("clientId", "anthology", "publicClient", true, "consentRequired", true,
                "redirectUris", List.of("http://localhost/anthology")));
        LoginBrowser browser = new LoginBrowser(acme.realm());
        browser.authorize("anthology", "http://localhost/anthology");
        browser.submit("grace", PASSWORD);
        assertThat(browser.submit(Map.of("accept", "Yes"))).isInstanceOf(SignedIn.class);
        JsonNode offline = acme.realm().token(Map.of("grant_type", "password", "client_id", TestRealm.APPLICATION,
                "scope", "openid offline_access", "username", "grace", "password", PASSWORD)).json();
        assertThat(acme.refresh(offline).status()).isEqualTo(200);

        assertThat(acme.get(grace.path() + "/consents").json().findValuesAsText("clientId"))
                .containsExactlyInAnyOrder("anthology", TestRealm.APPLICATION);
        assertThat(acme.count("consent", "user_id = '" + grace.id() + "'")).isEqualTo(1);

        assertThat(acme.delete(grace.path() + "/consents/anthology").status()).isEqualTo(204);
        assertThat(acme.delete(grace.path() + "/consents/" + TestRealm.APPLICATION).status()).isEqualTo(204);
        assertThat(acme.get(grace.path() + "/consents").json()).isEmpty();
        assertThat(acme.count("consent", "true")).isZero();
        assertThat(acme.refresh(offline).status()).isEqualTo(400);
    }

    @Test
    void linksToIdentityProvidersAreListedOnceAndRemoved() {
        acme.post("/identity-provider/instances", Map.of("alias", "partner", "providerId", "oidc",
                "config", Map.of("clientId", "a", "clientSecret", "b", "authorizationUrl", "https://partner.test/a",
                        "tokenUrl", "https://partner.test/t")));
        String link = grace.path() + "/federated-identity/partner";
        assertThat(acme.post(link, Map.of("userId", "17", "userName", "grace@partner")).status()).isEqualTo(204);
        assertThat(acme.post(link, Map.of("userId", "17", "userName", "grace@partner")).status()).isEqualTo(409);

        assertThat(acme.get(grace.path() + "/federated-identity").json().findValuesAsText("userId"))
                .containsExactly("17");
        assertThat(acme.count("broker_link", "user_id = '" + grace.id() + "'")).isEqualTo(1);

        assertThat(acme.delete(link).status()).isEqualTo(204);
        assertThat(acme.get(grace.path() + "/federated-identity").json()).isEmpty();
        assertThat(acme.delete(link).status()).isEqualTo(404);
    }

    @Test
    void aLogoutInvalidatesEarlierTokens() {
        JsonNode tokens = acme.signIn("grace", PASSWORD).json();
        Eventually.nextSecond(); // a token from the same second as the logout does not count as older

        assertThat(acme.post(grace.path() + "/logout", Map.of()).status()).isEqualTo(204);

        assertThat(acme.refresh(tokens).status()).isEqualTo(400);
        assertThat(acme.count("users", "username = 'grace' and not_before > 0")).isEqualTo(1);
        assertThat(acme.get(grace.path()).json().get("notBefore").asLong()).isPositive();
        assertThat(acme.signIn("grace", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aDeletedUserLeavesNothing() {
        JsonNode tokens = acme.signIn("grace", PASSWORD).json();

        assertThat(acme.delete(grace.path()).status()).isEqualTo(204);

        assertThat(acme.refresh(tokens).status()).isEqualTo(400);
        assertThat(acme.get(grace.path()).status()).isEqualTo(404);
        assertThat(acme.count("users", "username = 'grace'")).isZero();
        for (String table : List.of("credential", "role_mapping")) {
            assertThat(acme.count(table, "user_id = '" + grace.id() + "'")).isZero();
        }
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    private static String subject(Answer tokens) {
        return Realm.claims(tokens.json().get("access_token").asText()).get("sub").asText();
    }
}
