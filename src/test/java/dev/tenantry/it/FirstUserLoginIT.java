package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A tenant's first user can sign in to the tenant's application, and other users are refused. Each test has its own
 * tenants because Keycloak locks a user out for a while after two failed logins in a row.
 */
@Tag("main")
@Tag("containers")
final class FirstUserLoginIT {

    private static final String PASSWORD = "lovelace-1815";

    private final TestTenants tenants = new TestTenants(KeycloakUnderTest.shared());
    private final TestTenant acme = tenants.provision("ada", PASSWORD);
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");

    @Test
    void theFirstUserSignsInByPasswordGrant() {
        assertIsAda(acme.signIn("ada", PASSWORD));
    }

    @Test
    void theFirstUserSignsInByEmailAddress() {
        assertIsAda(acme.signIn("ADA@" + acme.name() + ".test", PASSWORD));
    }

    @Test
    void theFirstUserSignsInByLoginFormAndAuthorizationCode() {
        LoginBrowser browser = new LoginBrowser(acme.realm());
        LoginOutcome form = browser.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);
        assertThat(form).isInstanceOf(LoginOutcome.AskedFor.class);

        assertThat(browser.submit("ada", PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);

        assertIsAda(browser.redeem());
    }

    private void assertIsAda(Answer tokens) {
        assertThat(tokens.status()).isEqualTo(200);
        String accessToken = tokens.json().get("access_token").asText();
        JsonNode claims = Realm.claims(accessToken);
        assertThat(claims.get("iss").asText()).isEqualTo(acme.realm().issuer());
        assertThat(claims.get("sub").asText()).isEqualTo(acme.firstUserId());
        assertThat(claims.get("email").asText()).isEqualTo("ada@" + acme.name() + ".test");
        assertThat(claims.at("/resource_access/realm-management/roles").toString()).contains("\"realm-admin\"");
        assertThat(claims.at("/realm_access/roles").toString()).contains("\"default-roles-" + acme.name() + "\"");
        assertThat(Realm.claims(tokens.json().get("id_token").asText()).get("sub").asText())
                .isEqualTo(acme.firstUserId());

        JsonNode userinfo = acme.realm().userinfo(accessToken);
        assertThat(userinfo.get("sub").asText()).isEqualTo(acme.firstUserId());
        assertThat(userinfo.get("preferred_username").asText()).isEqualTo("ada");
        assertThat(userinfo.get("name").asText()).isEqualTo("Ada Byron");

        JsonNode introspected = acme.realm().introspect(TestTenant.SERVICE, TestTenant.SERVICE_SECRET, accessToken);
        assertThat(introspected.get("active").asBoolean()).isTrue();
        assertThat(introspected.get("username").asText()).isEqualTo("ada");
    }

    @Test
    void aTokenOfOneTenantIsInactiveInTheOther() {
        String token = acme.signIn("ada", PASSWORD).json().get("access_token").asText();

        assertThat(globex.realm().introspect(TestTenant.SERVICE, TestTenant.SERVICE_SECRET, token).get("active")
                .asBoolean()).isFalse();
    }

    @Test
    void theFirstUserAdministersOnlyTheUsersOwnRealm() {
        var ada = new AdminApi(
                KeycloakUnderTest.shared().server().url(), acme.name(), "ada", PASSWORD);

        assertThat(ada.get("/" + acme.name() + "/users/count").body()).isEqualTo("1");
        assertThat(ada.get("/" + globex.name() + "/users/count").status()).isEqualTo(403);
        assertThat(ada.get(TestTenants.PATH).status()).isEqualTo(403);
    }

    @Test
    void aWrongPasswordIsRefusedByGrantAndByForm() {
        assertThat(acme.signIn("ada", "wrong-password").json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(formLogin("ada", "wrong-password")).isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void anUnknownUserIsRefusedLikeAWrongPassword() {
        assertThat(acme.signIn("nobody", PASSWORD).body()).isEqualTo(acme.signIn("ada", "wrong-password").body());
        assertThat(formLogin("nobody", PASSWORD)).isEqualTo(formLogin("ada", "wrong-password"));
    }

    @Test
    void aDisabledUserIsRefusedUntilTheUserIsEnabledAgain() {
        assertThat(acme.put("/users/" + acme.firstUserId(), Map.of("enabled", false)).status()).isEqualTo(204);
        assertThat(acme.signIn("ada", PASSWORD).json().get("error_description").asText())
                .isEqualTo("Account disabled");
        assertThat(formLogin("ada", PASSWORD)).isInstanceOf(LoginOutcome.Refused.class);

        assertThat(acme.put("/users/" + acme.firstUserId(), Map.of("enabled", true)).status()).isEqualTo(204);
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aTemporaryPasswordMustBeChangedAtTheFirstLogin() {
        String name = TestTenants.newName();
        Answer answer = tenants.provision(Map.of("name", name, "user", Map.of(
                "username", "ada",
                "email", "ada@temporary.test",
                "firstName", "Ada",
                "lastName", "Byron",
                "credentials", List.of(Map.of("type", "password", "value", PASSWORD, "temporary", true)))));
        assertThat(answer.status()).isEqualTo(201);
        LoginBrowser browser = new LoginBrowser(new Realm(KeycloakUnderTest.shared().server().url(), name));
        browser.authorize("account-console", KeycloakUnderTest.shared().server().url() + "/realms/" + name
                + "/account/");

        assertThat(browser.submit("ada", PASSWORD)).isInstanceOf(LoginOutcome.AskedFor.class);
        assertThat(browser.submit(Map.of("password-new", "chosen-by-ada", "password-confirm", "chosen-by-ada")))
                .isInstanceOf(LoginOutcome.SignedIn.class);
    }

    private LoginOutcome formLogin(String username, String password) {
        LoginBrowser browser = new LoginBrowser(acme.realm());
        browser.authorize(TestTenant.APPLICATION, TestTenant.REDIRECT_URI);
        return browser.submit(username, password);
    }
}
