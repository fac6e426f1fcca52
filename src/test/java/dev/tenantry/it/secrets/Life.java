package dev.tenantry.it.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.it.flows.Partner;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Creates, changes and deletes users of a realm, signs users in, and makes requests fail, with canaries as values. */
final class Life {

    private final TestRealm realm;
    private final Canaries canaries;
    private final List<String> refusals = new ArrayList<>();
    private String tokenOfLin;

    Life(TestRealm realm, Canaries canaries) {
        this.realm = realm;
        this.canaries = canaries;
    }

    /** The bodies of all answers with an error status. */
    List<String> refusals() {
        return refusals;
    }

    void goOn() {
        realm.put("", Map.of("eventsEnabled", true, "adminEventsEnabled", true, "adminEventsDetailsEnabled", true,
                "bruteForceProtected", false));
        realm.put("/users/profile", Map.of("unmanagedAttributePolicy", "ENABLED",
                "attributes", realm.get("/users/profile").json().get("attributes")));
        expect(201, realm.post("/clients", Map.of("clientId", "canary", "secret", canaries.secret("client secret"),
                "directAccessGrantsEnabled", true)));
        Answer made = expect(201, realm.post("/users", grace()));
        expect(409, realm.post("/users", grace()));
        String grace = "/users/" + made.createdId();
        secondFactor();
        signIn();
        expect(204, realm.put(grace, Map.of("firstName", canaries.personal("changed name"))));
        expect(409, realm.put("/users/" + realm.firstUserId(), Map.of("email", canaries.personal("e-mail"))));
        refuse(realm.put(grace, Map.of("attributes", Map.of("color", List.of(canaries.personal("attribute") + "\0")))));
        refuse(realm.put(grace, Map.of("email", canaries.personal("e-mail") + " no address")));
        expect(204, realm.put(grace + "/reset-password", Map.of(
                "type", "password", "value", canaries.secret("next password"), "temporary", false)));
        expect(200, realm.get("/users?search=" + canaries.personal("e-mail")));
        expect(200, realm.get("/users?q=color:" + canaries.personal("attribute")));
        expect(200, realm.signIn("grace", canaries.secret("next password")));
        realm.signInByForm("grace", canaries.secret("wrong password"));
        signInAtPartner();
        expect(204, realm.delete(grace));
    }

    private Map<String, Object> grace() {
        return Map.of("username", "grace", "email", canaries.personal("e-mail"),
                "firstName", canaries.personal("first name"), "lastName", canaries.personal("last name"),
                "enabled", true, "attributes", Map.of("color", List.of(canaries.personal("attribute"))),
                "credentials", List.of(Map.of("type", "password", "value", canaries.secret("password"))));
    }

    private void secondFactor() {
        String otp = "{\"value\":\"" + canaries.secret("otp secret") + "\"}";
        expect(201, realm.post("/users", Map.of("username", "otto", "enabled", true, "credentials", List.of(Map.of(
                "type", "otp", "secretData", otp,
                "credentialData", "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,"
                        + "\"algorithm\":\"HmacSHA1\"}")))));
        refuse(realm.signIn("otto", canaries.secret("wrong password")));
    }

    private void signIn() {
        refuse(realm.signIn("grace", canaries.secret("wrong password")));
        refuse(realm.realm().passwordGrant("canary", canaries.secret("client secret") + "-not", "grace", "x"));
        JsonNode tokens = expect(200, realm.realm().passwordGrant(
                "canary", canaries.secret("client secret"), "grace", canaries.secret("password"))).json();
        JsonNode ofShop = expect(200, realm.signIn("grace", canaries.secret("password"))).json();
        for (String kind : List.of("access_token", "refresh_token")) {
            canaries.addSecret(kind, tokens.get(kind).asText());
            canaries.addSecret("the shop's " + kind, ofShop.get(kind).asText());
        }
        expect(200, realm.refresh(ofShop));
        realm.realm().userinfo(ofShop.get("access_token").asText());
        Map<String, String> broken = new HashMap<>(Map.of("grant_type", "refresh_token", "client_id", "shop"));
        broken.put("refresh_token", ofShop.get("refresh_token").asText() + "x");
        refuse(realm.realm().token(broken));
    }

    /** The realm stores the partner's tokens of the user. */
    private void signInAtPartner() {
        Partner.of(realm, RealmKind.STANDARD, "lin");
        Partner.keepTokens(realm);
        LoginBrowser browser = new LoginBrowser(realm.realm());
        Partner.signIn(browser, "lin");
        JsonNode tokens = expect(200, browser.redeem()).json();
        tokenOfLin = tokens.get("access_token").asText();
        JsonNode ofPartner = expect(200, storedTokens()).json();
        for (String kind : List.of("access_token", "refresh_token")) {
            canaries.addSecret("lin's " + kind, tokens.get(kind).asText());
            canaries.addSecret("the partner's " + kind, ofPartner.get(kind).asText());
        }
    }

    /** Requests the partner's tokens of lin, with lin's own token. */
    private Answer storedTokens() {
        return Http.at(realm.realm().issuer() + "/broker/" + Partner.ALIAS).bearer(tokenOfLin).get("/token");
    }

    private Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("Expected " + status + ", not " + answer);
        }
        if (status >= 400) {
            refusals.add(answer.body());
        }
        return answer;
    }

    /** Requires an error status of any kind, and keeps the body of the answer. */
    void refuse(Answer answer) {
        if (answer.status() < 400) {
            throw new IllegalStateException("Not refused: " + answer);
        }
        refusals.add(answer.body());
    }
}
