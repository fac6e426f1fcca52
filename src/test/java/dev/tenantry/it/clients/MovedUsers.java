package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.browser.Totp;
import dev.tenantry.support.http.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The users of a realm that is moved by export and import. Each user has other data: ada, the first user, administers
 * the realm; grace has one-time codes; hedy has a group, a role and an attribute; joan has given consent to an
 * application.
 */
public record MovedUsers(TestRealm realm) {

    public static final String ADAS_PASSWORD = "lovelace-1815";

    private static final String GRACES_SECRET = "cobol-flow-matic-1959";
    private static final Totp GRACES_PHONE = Totp.stored(GRACES_SECRET);
    private static final String PARTNER = "partner";

    /** Creates all users except ada, who exists already. Call it once, before the export. */
    public void create() {
        allowAnyAttribute();
        create("grace", Map.of("credentials", List.of(password("cobol-1959"), Map.of(
                "type", "otp",
                "userLabel", "phone",
                "secretData", "{\"value\":\"" + GRACES_SECRET + "\"}",
                "credentialData", "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,"
                        + "\"algorithm\":\"HmacSHA1\"}"))));

        String hedy = create("hedy", Map.of("credentials", List.of(password("hopping-1942")),
                "attributes", Map.of("patent", List.of("2292387"))));
        String group = realm.post("/groups", Map.of("name", "Radio")).createdId();
        changed(realm.put("/users/" + hedy + "/groups/" + group, Map.of()));
        realm.post("/roles", Map.of("name", "inventor")).createdId();
        changed(realm.post("/users/" + hedy + "/role-mappings/realm",
                List.of(realm.get("/roles/inventor").json())));

        create("joan", Map.of("credentials", List.of(password("eniac-1945"))));
        realm.post("/clients", Map.of("clientId", PARTNER, "publicClient", true, "consentRequired", true,
                "redirectUris", List.of(TestRealm.REDIRECT_URI))).createdId();
        LoginBrowser joan = new LoginBrowser(realm.realm());
        assertThat(signInToPartner(joan)).isInstanceOf(LoginOutcome.AskedFor.class);
        assertThat(joan.submit(Map.of("accept", "Yes"))).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    /** Asserts that all users exist and have all their data. */
    public void assertAreThere() {
        assertThat(realm.get("/users").json().findValuesAsText("username"))
                .containsExactly("ada", "grace", "hedy", "joan");

        Answer ada = realm.signIn("ada", ADAS_PASSWORD);
        assertThat(ada.status()).as(ada.body()).isEqualTo(200);
        assertThat(realm.get("/users/" + id("ada") + "/role-mappings").json()
                .at("/clientMappings/realm-management/mappings").findValuesAsText("name"))
                .containsExactly("realm-admin");

        assertThat(realm.signIn("grace", "cobol-1959").json().path("error").asText()).as("without a one-time code")
                .isEqualTo("invalid_grant");
        Answer grace = realm.realm().token(Map.of("grant_type", "password", "client_id", TestRealm.APPLICATION,
                "username", "grace", "password", "cobol-1959", "totp", GRACES_PHONE.code()));
        assertThat(grace.status()).as(grace.body()).isEqualTo(200);

        assertThat(realm.signIn("hedy", "hopping-1942").status()).isEqualTo(200);
        String hedy = "/users/" + id("hedy");
        assertThat(realm.get(hedy).json().at("/attributes/patent/0").asText()).isEqualTo("2292387");
        assertThat(realm.get(hedy + "/groups").json().findValuesAsText("path")).containsExactly("/Radio");
        assertThat(realm.get(hedy + "/role-mappings/realm").json().findValuesAsText("name")).contains("inventor");

        assertThat(signInToPartner(new LoginBrowser(realm.realm()))).as("joan has given consent and is not asked again")
                .isInstanceOf(LoginOutcome.SignedIn.class);
    }

    /** Allows attributes that the realm's user profile does not declare. Keycloak does not allow them by default. */
    private void allowAnyAttribute() {
        JsonNode profile = realm.get("/users/profile").json();
        assertThat(realm.put("/users/profile", Map.of("attributes", profile.get("attributes"),
                "groups", profile.get("groups"), "unmanagedAttributePolicy", "ENABLED")).status()).isEqualTo(200);
    }

    private String create(String username, Map<String, Object> more) {
        Map<String, Object> user = new HashMap<>(more);
        user.putAll(Map.of("username", username, "email", username + "@" + realm.name() + ".test",
                "firstName", username, "lastName", "Test", "enabled", true));
        return realm.post("/users", user).createdId();
    }

    private static Map<String, Object> password(String password) {
        return Map.of("type", "password", "value", password, "temporary", false);
    }

    private static LoginOutcome signInToPartner(LoginBrowser joan) {
        joan.authorize(PARTNER, TestRealm.REDIRECT_URI);
        return joan.submit("joan", "eniac-1945");
    }

    private String id(String username) {
        return realm.get("/users?exact=true&username=" + username).json().get(0).get("id").asText();
    }

    private static void changed(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }
}
