package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import java.util.List;
import java.util.Map;

/** A realm whose users sign in to another realm too: that realm's identity provider by OpenID Connect. */
record Partner(TestRealm realm) {

    static final String ALIAS = "partner";

    private static final String PATH = "/identity-provider/instances/" + ALIAS;
    private static final String PASSWORD = "cobol-1959";
    private static final String SECRET = "partner-secret";

    /** A new realm with this user, known as the partner to another realm. */
    static Partner of(TestRealm broker, RealmKind kind, String username) {
        Partner partner = new Partner(kind.create(username, PASSWORD));
        partner.join(broker);
        return partner;
    }

    private void join(TestRealm broker) {
        String client = "broker-of-" + broker.name();
        assertThat(realm.post("/clients", Map.of(
                "clientId", client,
                "secret", SECRET,
                "redirectUris", List.of(broker.realm().issuer() + "/broker/" + ALIAS + "/endpoint"))).status())
                .isEqualTo(201);
        String protocol = realm.realm().issuer() + "/protocol/openid-connect";
        assertThat(broker.post("/identity-provider/instances", Map.of(
                "alias", ALIAS,
                "providerId", "oidc",
                "enabled", true,
                "firstBrokerLoginFlowAlias", "first broker login",
                "config", Map.of(
                        "issuer", realm.realm().issuer(),
                        "authorizationUrl", realm.realm().authorizationEndpoint(),
                        "tokenUrl", protocol + "/token",
                        "userInfoUrl", protocol + "/userinfo",
                        "jwksUrl", protocol + "/certs",
                        "useJwksUrl", "true",
                        "validateSignature", "true",
                        "clientId", client,
                        "clientSecret", SECRET,
                        "clientAuthMethod", "client_secret_post"))).status())
                .isEqualTo(201);
    }

    /** Lets a realm take over at every login what the partner says of its users. */
    static void takeOverAtEveryLogin(TestRealm broker) {
        ObjectNode config = (ObjectNode) broker.get(PATH).json().get("config");
        broker.change(PATH, Map.of("config", config.put("syncMode", "FORCE")));
    }

    /** Lets a realm keep the tokens that the partner gives, and newcomers read their own. */
    static void keepTokens(TestRealm broker) {
        broker.change(PATH, Map.of("storeToken", true, "addReadTokenRoleOnCreate", true));
    }

    /** Lets a realm show newcomers what it has learned of them, even where nothing is missing. */
    static void reviewProfiles(TestRealm broker) {
        JsonNode executions = broker.get("/authentication/flows/first%20broker%20login/executions").json();
        for (JsonNode execution : executions) {
            if (execution.path("providerId").asText().equals("idp-review-profile")) {
                broker.change("/authentication/config/" + execution.get("authenticationConfig").asText(),
                        Map.of("config", Map.of("update.profile.on.first.login", "on")));
            }
        }
    }

    /** What comes of choosing the partner on a realm's login page and signing in there. */
    static LoginOutcome signIn(LoginBrowser browser, String username) {
        browser.authorize(TestRealm.APPLICATION, TestRealm.REDIRECT_URI);
        browser.click("#social-" + ALIAS);
        return signInAtPartner(browser, username);
    }

    /** What comes of signing in at the partner's login page, where the browser is. */
    static LoginOutcome signInAtPartner(LoginBrowser browser, String username) {
        return browser.submit(username, PASSWORD);
    }

    /** The id of who signs in by the partner in a new browser and is asked for nothing else. */
    static String signedIn(TestRealm broker, String username) {
        LoginBrowser browser = new LoginBrowser(broker.realm());
        assertThat(signIn(browser, username)).isInstanceOf(SignedIn.class);
        return subject(browser);
    }

    /** The id, in the realm that was signed in to, of who has just done so. */
    static String subject(LoginBrowser browser) {
        return Realm.claims(browser.redeem().json().get("access_token").asText()).get("sub").asText();
    }
}
