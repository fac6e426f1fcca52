package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users sign in with their accounts at another realm, the partner. The partner can be a tenant's realm too. */
@Tag("containers")
final class BrokeringIT {

    private static final String PASSWORD = "lovelace-1815";

    @ParameterizedTest
    @CsvSource({"STANDARD,STANDARD", "TENANT,STANDARD", "STANDARD,TENANT", "TENANT,TENANT"})
    void aNewUserReviewsTheirProfileAndIsSignedIn(RealmKind kind, RealmKind partnerKind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner partner = Partner.of(realm, partnerKind, "grace");
        Partner.reviewProfiles(realm);
        LoginBrowser browser = new LoginBrowser(realm.realm());

        assertThat(Partner.signIn(browser, "grace"))
                .isEqualTo(new AskedFor("Update Account Information"));
        assertThat(browser.page().value("email")).isEqualTo("grace@" + partner.realm().name() + ".test");
        assertThat(browser.submit(Map.of("lastName", "Hopper"))).isInstanceOf(SignedIn.class);

        JsonNode claims = Realm.claims(browser.redeem().json().get("access_token").asText());
        assertThat(claims.get("preferred_username").asText()).isEqualTo("grace");
        assertThat(claims.get("family_name").asText()).isEqualTo("Hopper");
        JsonNode link = realm.get("/users/" + claims.get("sub").asText() + "/federated-identity").json();
        assertThat(link.findValuesAsText("userId")).containsExactly(partner.realm().firstUserId());
        assertRows(realm, "users", "username = 'grace' and last_name = 'Hopper'", 1);
        assertRows(realm, "broker_link", "provider = 'partner' and broker_username = 'grace' and broker_user_id = '"
                + partner.realm().firstUserId() + "'", 1);
    }

    @ParameterizedTest
    @CsvSource({"STANDARD,STANDARD", "TENANT,STANDARD", "STANDARD,TENANT", "TENANT,TENANT"})
    void aSecondLoginSignsTheSameUserIn(RealmKind kind, RealmKind partnerKind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner.of(realm, partnerKind, "grace");
        String first = Partner.signedIn(realm, "grace");

        assertThat(Partner.signedIn(realm, "grace")).isEqualTo(first);

        assertRows(realm, "users", "username = 'grace'", 1);
        assertRows(realm, "broker_link", "true", 1);
        assertRows(realm, "credential", "true", 1);
    }

    @Test
    void anAdoptedUserSignsInByTheirLink() {
        TestTenant tenant = (TestTenant) RealmKind.TENANT.create("ada", PASSWORD);
        Partner partner = Partner.of(tenant, RealmKind.STANDARD, "grace");
        AdoptedUser adopted = AdoptedUser.in(tenant, "grace.hopper");
        assertThat(tenant.post(adopted.path() + "/federated-identity/" + Partner.ALIAS,
                Map.of("userId", partner.realm().firstUserId(), "userName", "grace")).status()).isEqualTo(204);

        assertThat(Partner.signedIn(tenant, "grace")).isEqualTo(adopted.id());

        assertRows(tenant, "users", "username like 'grace%'", 1);
    }

    @OnEachKind
    void aChangeAtThePartnerIsCopiedAtTheNextLoginIfTheRealmIsConfiguredSo(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner partner = Partner.of(realm, kind, "grace");
        Partner.takeOverAtEveryLogin(realm);
        String grace = Partner.signedIn(realm, "grace");
        assertThat(partner.realm().put("/users/" + partner.realm().firstUserId(), Map.of("lastName", "Hopper"))
                .status()).isEqualTo(204);

        assertThat(Partner.signedIn(realm, "grace")).isEqualTo(grace);

        assertThat(realm.get("/users/" + grace).json().get("lastName").asText()).isEqualTo("Hopper");
        assertRows(realm, "users", "username = 'grace' and last_name = 'Hopper'", 1);
    }

    @OnEachKind
    void thePartnersTokenIsStoredForTheUserIfTheRealmIsConfiguredSo(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        Partner partner = Partner.of(realm, kind, "grace");
        Partner.keepTokens(realm);
        LoginBrowser browser = new LoginBrowser(realm.realm());
        Partner.signIn(browser, "grace");
        String token = browser.redeem().json().get("access_token").asText();

        Answer kept = Http.at(realm.realm().issuer() + "/broker/partner").bearer(token).get("/token");

        assertThat(kept.status()).isEqualTo(200);
        assertThat(Realm.claims(kept.json().get("access_token").asText()).get("iss").asText())
                .isEqualTo(partner.realm().realm().issuer());
        assertRows(realm, "broker_link", "token like '%access_token%'", 1);
    }
}
