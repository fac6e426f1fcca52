package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.Refused;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.Map;

/** Users link their account with an account at another realm, and unlink the accounts. */
final class LinkedAccountsIT {

    private static final String PASSWORD = "lovelace-1815";

    @OnEachKind
    void aUserLinksAnExistingAccountByItsPassword(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner partner = Partner.of(realm, kind, "ada");
        LoginBrowser browser = new LoginBrowser(realm.realm());

        assertThat(Partner.signIn(browser, "ada"))
                .isEqualTo(new Refused("User with username ada already exists. How do you want to continue?"));
        browser.submit(Map.of("submitAction", "linkAccount"));
        assertThat(browser.submit(Map.of("password", "not-" + PASSWORD))).isInstanceOf(Refused.class);
        assertRows(realm, "broker_link", "true", 0);
        assertThat(browser.submit(Map.of("password", PASSWORD))).isInstanceOf(SignedIn.class);

        assertThat(Partner.subject(browser)).isEqualTo(realm.firstUserId());
        assertThat(Partner.signedIn(realm, "ada")).isEqualTo(realm.firstUserId());
        assertRows(realm, "broker_link", "broker_user_id = '" + partner.realm().firstUserId() + "'", 1);
        assertRows(realm, "users", "true", 1);
    }

    @OnEachKind
    void aUserLinksAnExistingAccountByAMailedLinkIfTheRealmSendsMail(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner.of(realm, kind, "ada");
        LoginBrowser browser = new LoginBrowser(realm.realm());
        try (MailServer mail = new MailServer()) {
            mail.serve(realm);
            Partner.signIn(browser, "ada");
            browser.submit(Map.of("submitAction", "linkAccount"));
            assertRows(realm, "broker_link", "true", 0);

            assertThat(browser.open(mail.newest("ada@" + realm.name() + ".test").link()))
                    .isInstanceOf(SignedIn.class);
        }

        assertThat(Partner.subject(browser)).isEqualTo(realm.firstUserId());
        assertThat(Partner.signedIn(realm, "ada")).isEqualTo(realm.firstUserId());
        assertRows(realm, "broker_link", "broker_username = 'ada'", 1);
    }

    @OnEachKind
    void aSignedInUserLinksAndUnlinksTheirAccountAtThePartner(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner.of(realm, kind, "grace");
        LoginBrowser browser = realm.signInByForm("ada", PASSWORD);
        Http account = realm.account(browser.redeem().json());
        assertThat(linked(account)).isFalse();

        browser.authorize(TestRealm.APPLICATION, TestRealm.REDIRECT_URI, Map.of("kc_action", "idp_link:partner"));
        browser.submit(Map.of("continue", "Continue"));
        assertThat(Partner.signInAtPartner(browser, "grace")).isInstanceOf(SignedIn.class);

        assertThat(linked(account)).isTrue();
        assertThat(account.get("/linked-accounts").json().at("/0/linkedUsername").asText()).isEqualTo("grace");
        assertRows(realm, "broker_link", "broker_username = 'grace'", 1);
        assertThat(account.delete("/linked-accounts/partner").status()).isEqualTo(204);
        assertThat(linked(account)).isFalse();
        assertRows(realm, "broker_link", "true", 0);
    }

    /** Without the link, the user could not sign in again. */
    @OnEachKind
    void aUserWithoutAPasswordCannotRemoveTheLastLink(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner.of(realm, kind, "grace");
        LoginBrowser browser = new LoginBrowser(realm.realm());
        Partner.signIn(browser, "grace");

        Answer answer = realm.account(browser.redeem().json()).delete("/linked-accounts/partner");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errorMessage").asText()).contains("do not have a password");
        assertRows(realm, "broker_link", "true", 1);
    }

    @OnEachKind
    void deletingTheIdentityProviderDeletesLinksAndKeepsUsers(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner.of(realm, kind, "grace");
        String grace = Partner.signedIn(realm, "grace");
        assertThat(realm.get("/users?idpAlias=partner").json().findValuesAsText("username")).containsExactly("grace");

        assertThat(realm.delete("/identity-provider/instances/partner").status()).isEqualTo(204);

        assertThat(realm.get("/users/" + grace + "/federated-identity").json()).isEmpty();
        assertThat(realm.get("/users/" + grace).json().get("username").asText()).isEqualTo("grace");
        assertRows(realm, "broker_link", "true", 0);
        assertRows(realm, "users", "true", 2);
    }

    private static boolean linked(Http account) {
        JsonNode accounts = account.get("/linked-accounts").json();
        assertThat(accounts.findValuesAsText("providerAlias")).containsExactly("partner");
        return accounts.at("/0/connected").asBoolean();
    }
}
