package dev.tenantry.it.isolation;

import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import java.util.List;
import java.util.Map;

/** Credentials of one tenant's users and clients. Each credential is new, and valid in its own realm. */
final class Credentials {

    private final FullTenant of;

    Credentials(FullTenant of) {
        this.of = of;
    }

    /**
     * One credential of each kind.
     *
     * @param victim the tenant whose admin's token is signed again by a key of this tenant
     */
    List<Credential> all(FullTenant victim) {
        JsonNode admin = admin();
        JsonNode grace = grace("openid");
        JsonNode offline = grace("openid offline_access");
        JsonNode renewed = good(of.tenant().refresh(offline));
        return List.of(
                Credential.bearer("B's realm-admin's token", text(admin, "access_token")),
                Credential.bearer("B's user's token", text(grace, "access_token")),
                Credential.bearer("B's refresh token", text(grace, "refresh_token")),
                Credential.bearer("B's ID token", text(grace, "id_token")),
                Credential.bearer("B's token of an offline session", text(renewed, "access_token")),
                Credential.bearer("B's offline token", text(offline, "refresh_token")),
                Credential.bearer("B's service account's token", text(serviceAccount(), "access_token")),
                Credential.bearer("B's SCIM client's token", ScimClient.token(of.tenant())),
                Credential.bearer("B's initial access token", initialAccessToken()),
                Credential.bearer("B's registration access token", registrationAccessToken()),
                Credential.cookies("B's login cookies", cookies()),
                Credential.bearer("A's claims, signed by B",
                        of.key().signAgain(text(new Credentials(victim).admin(), "access_token"))));
    }

    JsonNode admin() {
        return good(of.oidc().passwordGrant("admin-cli", "ada", FullTenant.PASSWORD));
    }

    JsonNode grace(String scope) {
        return good(of.oidc().token(Map.of("grant_type", "password", "client_id", APPLICATION, "scope", scope,
                "username", "grace", "password", FullTenant.PASSWORD)));
    }

    JsonNode serviceAccount() {
        return good(of.oidc().token(Map.of("grant_type", "client_credentials", "scope", "openid",
                "client_id", of.cabinet(), "client_secret", of.cabinetSecret())));
    }

    String initialAccessToken() {
        return text(good(of.tenant().post("/clients-initial-access", Map.of("expiration", 3600, "count", 10))),
                "token");
    }

    String registrationAccessToken() {
        return text(good(of.tenant().post("/clients/" + of.tenant().clientUuid(of.cabinet())
                + "/registration-access-token", Map.of())), "registrationAccessToken");
    }

    /** The cookies of a browser in which grace is signed in, as one header. */
    String cookies() {
        return browser().cookies();
    }

    private LoginBrowser browser() {
        LoginBrowser browser = new LoginBrowser(of.oidc());
        browser.authorize(APPLICATION, REDIRECT_URI);
        signIn(browser);
        return browser;
    }

    /** Signs grace in to a realm with organizations, which asks for the username first and then for the password. */
    static LoginOutcome signIn(LoginBrowser browser) {
        browser.submit(Map.of("username", "grace"));
        return browser.submit(Map.of("password", FullTenant.PASSWORD));
    }

    static String text(JsonNode answer, String field) {
        if (!answer.hasNonNull(field)) {
            throw new IllegalStateException("Without " + field + ": " + answer);
        }
        return answer.get(field).asText();
    }

    private static JsonNode good(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("Not good in its own realm: " + answer);
        }
        return answer.json();
    }
}
