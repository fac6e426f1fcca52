package dev.tenantry.it.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A realm that the requests are sent to. The realm has one object of each kind that a request can name. */
final class FuzzedRealm {

    /** A login page with a form, and the fields of the form. */
    enum Form {
        LOGIN("username", "password"),
        REGISTRATION("username", "email", "firstName", "lastName", "password", "user.attributes.color"),
        RESET("username");

        private final List<String> fields;

        Form(String... fields) {
            this.fields = List.of(fields);
        }

        List<String> fields() {
            return fields;
        }
    }

    static final String PASSWORD = "cobol-1959";

    private final TestRealm realm;
    private final Map<String, String> ids = new HashMap<>();
    private String token;
    private long issuedAt;

    FuzzedRealm(TestRealm realm) {
        this.realm = realm;
        realm.put("", Map.of("registrationAllowed", true, "resetPasswordAllowed", true,
                "organizationsEnabled", true, "bruteForceProtected", false));
        realm.put("/users/profile", Map.of("unmanagedAttributePolicy", "ENABLED",
                "attributes", realm.get("/users/profile").json().get("attributes")));
        realm.post("/identity-provider/instances", Map.of("alias", "idp", "providerId", "oidc", "enabled", true,
                "config", Map.of("clientId", "x", "authorizationUrl", "http://localhost/a",
                        "tokenUrl", "http://localhost/t")));
        ids.put("user", realm.addUser("target", PASSWORD));
        realm.addUser("grace", PASSWORD);
        ids.put("credential", realm.get("/users/" + ids.get("user") + "/credentials").json().at("/0/id").asText());
        ids.put("group", realm.post("/groups", Map.of("name", "staff")).createdId());
        realm.post("/roles", Map.of("name", "clerk"));
        ids.put("role", realm.get("/roles/clerk").json().get("id").asText());
        ids.put("org", realm.post("/organizations", Map.of("name", "partner", "domains", List.of(
                Map.of("name", "partner.test")))).createdId());
        ids.put("component", realm.get("/components?type=org.keycloak.storage.UserStorageProvider").json().at("/0/id")
                .asText("none"));
    }

    TestRealm realm() {
        return realm;
    }

    Answer admin(Shot shot) {
        return realm.keycloak().admin().raw(
                shot.method(), "/" + realm.name() + filled(shot.path()), shot.headers(), filled(shot.body()));
    }

    Answer account(Shot shot) {
        Http http = Http.at(realm.realm().issuer() + "/account").bearer(token());
        for (Map.Entry<String, String> header : shot.headers().entrySet()) {
            http = http.header(header.getKey(), header.getValue());
        }
        return http.raw(shot.method(), filled(shot.path()), filled(shot.body()));
    }

    Answer token(Shot shot) {
        return Http.at(realm.realm().issuer() + "/protocol/openid-connect")
                .header("Content-Type", shot.headers().get("Content-Type"))
                .raw(shot.method(), shot.path(), shot.body());
    }

    /** Opens a login page, fills in the form with these fields, and sends the form. */
    Answer form(Form form, Map<String, String> fields) {
        LoginBrowser browser = new LoginBrowser(realm.realm());
        switch (form) {
            case LOGIN -> browser.authorize(TestRealm.APPLICATION, TestRealm.REDIRECT_URI);
            case REGISTRATION -> browser.register(TestRealm.APPLICATION, TestRealm.REDIRECT_URI);
            case RESET -> browser.open(realm.realm().issuer() + "/login-actions/reset-credentials?client_id="
                    + TestRealm.APPLICATION);
        }
        return browser.send(fields);
    }

    private String token() {
        if (token == null || System.nanoTime() - issuedAt > 60_000_000_000L) {
            JsonNode tokens = realm.signIn("grace", PASSWORD).json();
            token = tokens.get("access_token").asText();
            issuedAt = System.nanoTime();
        }
        return token;
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        String name = TestTenants.newName();
        return filled.replace("FRESH@", name + "@").replace("\"FRESH\"", "\"" + name + "\"");
    }

    /** Replaces the names in braces. In ISO 8859-1 each byte is one character, so all other bytes stay the same. */
    private byte[] filled(byte[] body) {
        return body == null ? null
                : filled(new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
