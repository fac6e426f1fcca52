package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
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
import dev.tenantry.support.http.Http;
import java.util.List;
import java.util.Map;

/** Users give an application consent to read their data. Consent is asked for, stored, listed and revoked. */
final class ConsentIT {

    private static final String PASSWORD = "lovelace-1815";
    private static final String NEWSLETTER = "newsletter";
    private static final String NEWSLETTER_URI = "http://localhost/newsletter";

    @OnEachKind
    void consentIsAskedForOnceAndAgainAfterTheUserRevokedIt(RealmKind kind) {
        TestRealm realm = realm(kind);
        LoginBrowser browser = signIn(realm);
        assertThat(browser.submit(Map.of("accept", "Yes"))).isInstanceOf(SignedIn.class);
        assertThat(browser.redeem().status()).isEqualTo(200);
        assertThat(signIn(new LoginBrowser(realm.realm()))).isInstanceOf(SignedIn.class);

        Http account = realm.account(realm.signIn("ada", PASSWORD).json());
        JsonNode consent = account.get("/applications/" + NEWSLETTER + "/consent").json();
        assertThat(consent.get("grantedScopes").findValuesAsText("name"))
                .contains("${emailScopeConsentText}", "${profileScopeConsentText}");
        assertThat(account.get("/applications").body()).contains(NEWSLETTER);
        assertRows(realm, "consent", "client_id = '" + realm.clientUuid(NEWSLETTER) + "'", 1);
        assertRows(realm, "consent_scope", "true", consent.get("grantedScopes").size());

        assertThat(account.delete("/applications/" + NEWSLETTER + "/consent").status()).isEqualTo(204);

        assertThat(account.get("/applications/" + NEWSLETTER + "/consent").status()).isEqualTo(204);
        assertRows(realm, "consent", "true", 0);
        assertRows(realm, "consent_scope", "true", 0);
        signIn(realm);
    }

    @OnEachKind
    void aUserWhoRefusesReturnsToTheApplicationWithoutTokens(RealmKind kind) {
        TestRealm realm = realm(kind);

        assertThat(signIn(realm).submit(Map.of("cancel", "No"))).isInstanceOf(Refused.class);

        assertThat(realm.get("/users/" + realm.firstUserId() + "/consents").json()).isEmpty();
        assertRows(realm, "consent", "true", 0);
    }

    @OnEachKind
    void consentToAnAdditionalScopeIsAskedForSeparately(RealmKind kind) {
        TestRealm realm = realm(kind);
        LoginBrowser browser = signIn(realm);
        browser.submit(Map.of("accept", "Yes"));
        String path = "/applications/" + NEWSLETTER + "/consent";
        Http account = realm.account(realm.signIn("ada", PASSWORD).json());
        int before = account.get(path).json().get("grantedScopes").size();

        assertThat(browser.authorize(NEWSLETTER, NEWSLETTER_URI, Map.of("scope", "openid phone")))
                .isEqualTo(new AskedFor("Grant Access to " + NEWSLETTER));
        assertThat(browser.page().texts("#kc-oauth li")).containsExactly("Phone number");
        assertThat(browser.submit(Map.of("accept", "Yes"))).isInstanceOf(SignedIn.class);

        assertThat(account.get(path).json().get("grantedScopes").size()).isEqualTo(before + 1);
        assertRows(realm, "consent", "true", 1);
        assertRows(realm, "consent_scope", "true", before + 1);
    }

    @OnEachKind
    void anAdminListsAndRevokesConsent(RealmKind kind) {
        TestRealm realm = realm(kind);
        signIn(realm).submit(Map.of("accept", "Yes"));
        String consents = "/users/" + realm.firstUserId() + "/consents";
        JsonNode listed = realm.get(consents).json();
        assertThat(listed.findValuesAsText("clientId")).containsExactly(NEWSLETTER);
        assertThat(listed.at("/0/grantedClientScopes").toString()).contains("email").contains("profile");

        assertThat(realm.delete(consents + "/" + NEWSLETTER).status()).isEqualTo(204);

        assertThat(realm.get(consents).json()).isEmpty();
        assertRows(realm, "consent", "true", 0);
    }

    @OnEachKind
    void deletingAClientDeletesTheConsentToIt(RealmKind kind) {
        TestRealm realm = realm(kind);
        signIn(realm).submit(Map.of("accept", "Yes"));

        assertThat(realm.delete("/clients/" + realm.clientUuid(NEWSLETTER)).status()).isEqualTo(204);

        assertThat(realm.get("/users/" + realm.firstUserId() + "/consents").json()).isEmpty();
        assertRows(realm, "consent", "true", 0);
        assertRows(realm, "consent_scope", "true", 0);
    }

    private static TestRealm realm(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        assertThat(realm.post("/clients", Map.of("clientId", NEWSLETTER, "publicClient", true, "consentRequired", true,
                "redirectUris", List.of(NEWSLETTER_URI))).status()).isEqualTo(201);
        return realm;
    }

    /** A new browser, in which Ada has signed in and is asked for consent. */
    private static LoginBrowser signIn(TestRealm realm) {
        LoginBrowser browser = new LoginBrowser(realm.realm());
        assertThat(signIn(browser)).isEqualTo(new AskedFor("Grant Access to " + NEWSLETTER));
        return browser;
    }

    private static LoginOutcome signIn(LoginBrowser browser) {
        browser.authorize(NEWSLETTER, NEWSLETTER_URI);
        return browser.submit("ada", PASSWORD);
    }
}
