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

/** A realm that is the identity provider of another realm, the broker, by OpenID Connect. */
public record Partner(TestRealm realm) {

    public static final String ALIAS = "partner";

    private static final String PATH = "/identity-provider/instances/" + ALIAS;
    private static final String PASSWORD = "cobol-1959";
    private static final String SECRET = "partner-secret";

    /** Creates a realm with this user on the broker's server, and adds it to the broker as an identity provider. */
    public static Partner of(TestRealm broker, RealmKind kind, String username) {
        Partner partner = new Partner(kind.create(broker.keycloak(), username, PASSWORD));
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

    /** Lets the broker copy the user's data from the partner at every login. */
    static void takeOverAtEveryLogin(TestRealm broker) {
        ObjectNode config = (ObjectNode) broker.get(PATH).json().get("config");
        broker.change(PATH, Map.of("config", config.put("syncMode", "FORCE")));
    }

    /** Lets the broker store the partner's tokens, and new users read their own tokens. */
    public static void keepTokens(TestRealm broker) {
        broker.change(PATH, Map.of("storeToken", true, "addReadTokenRoleOnCreate", true));
    }

    /** Lets the broker ask new users to review their profile, even if nothing is missing. */
    static void reviewProfiles(TestRealm broker) {
        JsonNode executions = broker.get("/authentication/flows/first%20broker%20login/executions").json();
        for (JsonNode execution : executions) {
            if (execution.path("providerId").asText().equals("idp-review-profile")) {
                broker.change("/authentication/config/" + execution.get("authenticationConfig").asText(),
                        Map.of("config", Map.of("update.profile.on.first.login", "on")));
            }
        }
    }

    /** Chooses the partner on the broker's login page, signs in there, and returns the outcome. */
    public static LoginOutcome signIn(LoginBrowser browser, String username) {
        browser.authorize(TestRealm.APPLICATION, TestRealm.REDIRECT_URI);
        browser.click("#social-" + ALIAS);
        return signInAtPartner(browser, username);
    }

    /** Signs in at the partner's login page, which the browser shows, and returns the outcome. */
    static LoginOutcome signInAtPartner(LoginBrowser browser, String username) {
        return browser.submit(username, PASSWORD);
    }

    /** Signs in by the partner in a new browser, without a further page, and returns the user's id at the broker. */
    static String signedIn(TestRealm broker, String username) {
        LoginBrowser browser = new LoginBrowser(broker.realm());
        assertThat(signIn(browser, username)).isInstanceOf(SignedIn.class);
        return subject(browser);
    }

    /** The id of the user who has just signed in to the broker in this browser. */
    static String subject(LoginBrowser browser) {
        return Realm.claims(browser.redeem().json().get("access_token").asText()).get("sub").asText();
    }
}
