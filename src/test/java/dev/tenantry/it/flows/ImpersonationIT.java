package dev.tenantry.it.flows;

import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.http.Answer;
import java.util.Map;

/** An admin of a realm or of master signs in to applications as a user of the realm. */
final class ImpersonationIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void theRealmsAdminIsSignedInAsTheUser(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        String grace = realm.addUser("grace", "cobol-1959");
        AdminApi ada = new AdminApi(realm.keycloak().server().url(), realm.name(), "ada", PASSWORD);

        Answer answer = ada.post(path(realm, grace), Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("sameRealm").asBoolean()).isTrue();
        assertIsGrace(grace, signedInBy(answer, realm));
        assertThat(realm.get("/users/" + grace + "/sessions").json()).hasSize(1);
    }

    @OnEachKind
    void mastersAdminIsSignedInAsTheUser(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        String grace = realm.addUser("grace", "cobol-1959");

        Answer answer = realm.keycloak().admin().post(path(realm, grace), Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("sameRealm").asBoolean()).isFalse();
        assertIsGrace(grace, signedInBy(answer, realm));
    }

    @OnEachKind
    void aUserWithoutTheRoleImpersonatesNobody(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        realm.addUser("grace", "cobol-1959");
        AdminApi grace = new AdminApi(realm.keycloak().server().url(), realm.name(), "grace", "cobol-1959");

        Answer answer = grace.post(path(realm, realm.firstUserId()), Map.of());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @OnEachKind
    void aDisabledUserIsNotImpersonated(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        String grace = realm.addUser("grace", "cobol-1959");
        assertThat(realm.put("/users/" + grace, Map.of("enabled", false)).status()).isEqualTo(204);

        assertThat(realm.keycloak().admin().post(path(realm, grace), Map.of()).status()).isEqualTo(400);
    }

    private static String path(TestRealm realm, String user) {
        return "/" + realm.name() + "/users/" + user + "/impersonation";
    }

    private static JsonNode signedInBy(Answer impersonation, TestRealm realm) {
        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.receive(impersonation);
        assertThat(browser.authorize(APPLICATION, REDIRECT_URI)).isInstanceOf(SignedIn.class);
        return Realm.claims(browser.redeem().json().get("access_token").asText());
    }

    private static void assertIsGrace(String id, JsonNode claims) {
        assertThat(claims.get("sub").asText()).isEqualTo(id);
        assertThat(claims.get("preferred_username").asText()).isEqualTo("grace");
    }
}
