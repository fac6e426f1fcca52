package dev.tenantry.it.signup;

import static dev.tenantry.it.signup.Visitor.SIGN_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the server's answers to complete and to invalid sign-up forms. */
@Tag("main")
@Tag("containers")
final class SignUpIT {

    private static final KeycloakUnderTest KEYCLOAK = OpenServer.get();

    private final Visitor visitor = new Visitor(KEYCLOAK);
    private final String name = TestTenants.newName();
    private final Map<String, String> form = Visitor.form(name);

    @Test
    void aCompleteFormProvisionsATenantAndSignsItsFirstUserIn() {
        Answer made = visitor.send(SIGN_UP, form);

        assertThat(made.status()).isEqualTo(303);
        assertThat(made.header("Location"))
                .isEqualTo(KEYCLOAK.server().url() + "/realms/" + name + "/tenants/welcome?kc_locale=en");
        assertThat(made.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("KEYCLOAK_IDENTITY=").contains("Path=/realms/" + name + "/").contains("HttpOnly"));
        assertThat(tenant().get("state").asText()).isEqualTo("ACTIVE");
        assertThat(tenant().get("displayName").asText()).isEqualTo("The " + name);

        assertThat(visitor.open(made.header("Location")).status()).isEqualTo(200);
        assertThat(visitor.page().selectFirst("h1").text()).isEqualTo("Welcome!");
        assertThat(visitor.page().text()).contains("The " + name).contains("ada");

        JsonNode users = KEYCLOAK.admin().get("/" + name + "/users").json();
        assertThat(users).hasSize(1);
        assertThat(users.get(0).get("email").asText()).isEqualTo("ada@" + name + ".test");
        assertThat(users.get(0).get("emailVerified").asBoolean()).isFalse();
        String id = users.get(0).get("id").asText();
        assertThat(UUID.fromString(id).toString()).as("the id as a UUID").isEqualTo(id);
        assertThat(realm().passwordGrant("admin-cli", "ada", Visitor.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void theFirstUserIsSignedInAtAnApplicationAfterTheSignUp() {
        visitor.send(SIGN_UP, form).requiring(303);

        Answer answer = visitor.open("/realms/" + name + "/protocol/openid-connect/auth?response_type=code&scope=openid"
                + "&client_id=account-console&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&redirect_uri=" + KEYCLOAK.server().url() + "/realms/" + name + "/account/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("code=");
    }

    @Test
    void theFirstUserManagesUsersAndCannotMakeKeycloakSendRequests() {
        visitor.send(SIGN_UP, form).requiring(303);
        AdminApi ada = new AdminApi(KEYCLOAK.server().url(), name, "ada", Visitor.PASSWORD);

        assertThat(ada.post("/" + name + "/users", Map.of("username", "bob", "enabled", true)).status()).isEqualTo(201);
        assertThat(ada.post("/" + name + "/groups", Map.of("name", "staff")).status()).isEqualTo(201);
        assertThat(ada.get("/" + name + "/users").json()).hasSize(2);
        assertThat(ada.get("/" + name + "/events").status()).isEqualTo(200);

        String target = KEYCLOAK.server().url() + "/realms/master/.well-known/openid-configuration";
        Map<String, Object> requests = Map.of(
                "/identity-provider/import-config", Map.of("providerId", "oidc", "fromUrl", target),
                "/identity-provider/instances", Map.of("alias", "evil", "providerId", "oidc"),
                "/testLDAPConnection", Map.of("action", "testConnection", "connectionUrl", "ldap://localhost:5432"),
                "/testSMTPConnection", Map.of("host", "localhost", "port", "5432", "from", "a@acme.test"),
                "/components", Map.of("name", "ldap", "providerId", "ldap",
                        "providerType", "org.keycloak.storage.UserStorageProvider"),
                "/clients", Map.of("clientId", "evil", "attributes", Map.of("jwks.url", target)));
        requests.forEach((path, body) ->
                assertThat(ada.post("/" + name + path, body).status()).as(path).isEqualTo(403));
        assertThat(ada.put("/" + name, Map.of("displayName", "Other")).status()).isEqualTo(403);

        // The first user cannot grant further rights either.
        String management = KEYCLOAK.admin().get("/" + name + "/clients?clientId=realm-management")
                .json().get(0).get("id").asText();
        JsonNode admin = KEYCLOAK.admin().get("/" + name + "/clients/" + management + "/roles/realm-admin").json();
        String id = KEYCLOAK.admin().get("/" + name + "/users?username=ada").json().get(0).get("id").asText();
        assertThat(ada.post("/" + name + "/users/" + id + "/role-mappings/clients/" + management, List.of(admin))
                .status()).isEqualTo(403);
    }

    @Test
    void theWelcomePageWithoutTheCookieRedirectsToTheLogin() {
        visitor.send(SIGN_UP, form).requiring(303);

        Answer answer = new Visitor(KEYCLOAK).open("/realms/" + name + "/tenants/welcome");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(KEYCLOAK.server().url() + "/realms/" + name + "/account");
        assertThat(answer.body()).doesNotContain("The " + name);
    }

    @Test
    void anEmptyAddressIsDerivedFromTheOrganizationsName() {
        form.put("organization", name + " Möbel & Co.");
        form.put("address", "");

        assertThat(visitor.send(SIGN_UP, form).header("Location")).contains("/realms/" + name + "-mobel-co/");
    }

    @Test
    void anEmptyFormIsRefusedAndEachFieldIsNamed() {
        String tenantsBefore = KEYCLOAK.admin().get(TestTenants.PATH + "/count").requiring(200).body();

        Answer answer = visitor.send(SIGN_UP, Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(KEYCLOAK.admin().get(TestTenants.PATH + "/count").body()).isEqualTo(tenantsBefore);
        assertThat(visitor.fieldsWithErrors())
                .containsExactly("organization", "email", "username", "firstName", "lastName", "password", "terms");
        assertThat(visitor.error("organization")).isEqualTo("Please specify the name of your organization.");
        assertThat(visitor.error("terms")).isEqualTo("You must agree to our terms and conditions.");
        assertThat(visitor.page().selectFirst("[autofocus]").attr("name")).isEqualTo("organization");
    }

    @Test
    void aRefusedFormKeepsTheTypedFieldsExceptThePassword() {
        form.put("password-confirm", "another-secret-2");

        Answer answer = visitor.send(SIGN_UP, form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(visitor.fieldsWithErrors()).containsExactly("password-confirm");
        assertThat(visitor.error("password-confirm")).isEqualTo("Password confirmation doesn't match.");
        for (String field : new String[] {"organization", "address", "email", "username", "firstName", "lastName"}) {
            assertThat(visitor.page().selectFirst("#" + field).val()).as(field).isEqualTo(form.get(field));
        }
        assertThat(visitor.page().selectFirst("#terms").hasAttr("checked")).isTrue();
        assertThat(answer.body()).doesNotContain(Visitor.PASSWORD).doesNotContain("another-secret-2");
    }

    @Test
    void aTakenAddressIsReportedBesideItsField() {
        visitor.send(SIGN_UP, form).requiring(303);

        for (String taken : new String[] {name, "master", "admin"}) {
            form.put("address", taken);
            form.put("organization", "Another"); // otherwise the form could be the first form, sent again
            assertThat(new Visitor(KEYCLOAK).send(SIGN_UP, form).status()).isEqualTo(400);
            visitor.send(SIGN_UP, form);
            assertThat(visitor.fieldsWithErrors()).containsExactly("address");
            assertThat(visitor.error("address")).as(taken).isEqualTo("This address is taken.");
        }
        TestTenants.drop(KEYCLOAK.admin(), name).requiring(204);
        form.put("address", name);
        visitor.send(SIGN_UP, form);
        assertThat(visitor.error("address")).as("the address of a dropped tenant").isEqualTo("This address is taken.");
        form.put("address", "No Address!");
        visitor.send(SIGN_UP, form);
        assertThat(visitor.error("address")).startsWith("An address has two to 63 lower-case letters");
    }

    @Test
    void aFormThatIsSentTwiceProvisionsOneTenantAndTheSecondAnswerLeadsToItsLogin() {
        visitor.send(SIGN_UP, form).requiring(303);
        visitor.open(SIGN_UP);
        String token = visitor.token();
        form.put("form-token", token);
        form.put("address", name + "-2");
        assertThat(visitor.post(SIGN_UP, form).header("Location")).contains("/realms/" + name + "-2/tenants/welcome");

        Answer again = visitor.post(SIGN_UP, form);

        assertThat(again.status()).as(again.body()).isEqualTo(303);
        assertThat(again.header("Location"))
                .isEqualTo(KEYCLOAK.server().url() + "/realms/" + name + "-2/account");
        assertThat(again.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("KEYCLOAK_IDENTITY"));
        assertThat(KEYCLOAK.admin().get("/" + name + "-2/users").json()).hasSize(1);

        form.put("organization", "Another");
        visitor.post(SIGN_UP, form).requiring(400);
        assertThat(visitor.error("address")).as("the same form with another input").isEqualTo("This address is taken.");
        Visitor stranger = new Visitor(KEYCLOAK);
        stranger.open(SIGN_UP);
        form.put("organization", "The " + name);
        stranger.post(SIGN_UP, form).requiring(400);
        form.remove("form-token");
        stranger.send(SIGN_UP, form).requiring(400);
        assertThat(stranger.error("address")).as("another visitor's form").isEqualTo("This address is taken.");
    }

    @Test
    void aFormThatIsSentTwiceAtOnceProvisionsOneTenant() {
        visitor.open(SIGN_UP);
        form.put("form-token", visitor.token());
        List<CompletableFuture<Answer>> clicks = Stream.generate(visitor::copy)
                .limit(2)
                .map(click -> CompletableFuture.supplyAsync(() -> click.post(SIGN_UP, form)))
                .toList();

        assertThat(clicks.stream().map(CompletableFuture::join).map(answer -> answer.header("Location")))
                .containsExactlyInAnyOrder(
                        KEYCLOAK.server().url() + "/realms/" + name + "/tenants/welcome?kc_locale=en",
                        KEYCLOAK.server().url() + "/realms/" + name + "/account");
        assertThat(KEYCLOAK.admin().get("/" + name + "/users").json()).hasSize(1);
    }

    @Test
    void theTemplatesPasswordPolicyIsCheckedAndReportedAtTheField() {
        form.put("password", "short");
        form.put("password-confirm", "short");

        assertThat(visitor.send(SIGN_UP, form).status()).isEqualTo(400);
        assertThat(visitor.fieldsWithErrors()).containsExactly("password");
        assertThat(visitor.error("password")).isEqualTo("Invalid password: minimum length 8.");
        assertNothingIsLeft();
    }

    @Test
    void theTemplatesUserProfileIsCheckedAndReportedAtTheField() {
        form.put("username", "a");
        form.put("email", "ada@-.test");

        assertThat(visitor.send(SIGN_UP, form).status()).isEqualTo(400);
        assertThat(visitor.fieldsWithErrors()).containsExactly("email", "username");
        assertThat(visitor.error("email")).isEqualTo("Invalid email address.");
        assertThat(visitor.error("username")).isNotBlank();
        assertNothingIsLeft();
    }

    @Test
    void anAddressCanBeCheckedBeforehand() {
        visitor.send(SIGN_UP, form).requiring(303);

        assertThat(check(name).get("free").asBoolean()).isFalse();
        assertThat(check(name).get("message").asText()).isEqualTo("This address is taken.");
        assertThat(check("No Address").get("free").asBoolean()).isFalse();
        assertThat(check(TestTenants.newName()).get("free").asBoolean()).isTrue();
    }

    @Test
    void theFindFormIgnoresTheFrontendUrlOfATenantsAdmin() {
        visitor.send(SIGN_UP, form).requiring(303);
        KEYCLOAK.admin().put("/" + name, Map.of("attributes", Map.of("frontendUrl", "https://" + name + ".evil.test")))
                .requiring(204);

        assertThat(visitor.send(Visitor.FIND, Map.of("address", name)).header("Location"))
                .isEqualTo(KEYCLOAK.server().url() + "/realms/" + name + "/account");
    }

    @Test
    void theFindFormLeadsToTheHostThatAnOperatorGaveTheTenant() {
        visitor.send(SIGN_UP, form).requiring(303);
        Map<String, Object> change = Map.of("name", name, "displayName", "The " + name, "host", name + ".example.test");
        KEYCLOAK.admin().put(TestTenants.PATH + "/" + name, change).requiring(200);
        KEYCLOAK.admin().put("/" + name, Map.of("attributes", Map.of("frontendUrl", "https://" + name + ".evil.test")))
                .requiring(204);

        assertThat(visitor.send(Visitor.FIND, Map.of("address", name)).header("Location"))
                .matches("http://" + name + "[.]example[.]test:[0-9]+/realms/" + name + "/account");
    }

    @Test
    void theFormIsShownInFiveLanguages() {
        Map<String, String> titles = Map.of(
                "en", "Create your organization",
                "de", "Organisation anlegen",
                "fr", "Créer votre organisation",
                "es", "Crear su organización",
                "pt", "Criar a sua organização");
        for (var title : titles.entrySet()) {
            Visitor reader = new Visitor(KEYCLOAK).with("Accept-Language", title.getKey());
            reader.open(SIGN_UP);
            assertThat(reader.page().selectFirst("h1").text()).isEqualTo(title.getValue());
            assertThat(reader.page().title()).isEqualTo(title.getValue());
            assertThat(reader.page().text()).doesNotContain("tenants");
        }
    }

    @Test
    void otherRealmsAndServersWithoutSignUpHaveNoSuchPages() {
        visitor.send(SIGN_UP, form).requiring(303);
        assertThat(visitor.open("/realms/" + name + "/tenants/sign-up").status()).isEqualTo(404);
        assertThat(visitor.open("/realms/" + name + "/tenants/find").status()).isEqualTo(404);
        assertThat(visitor.open("/realms/master/tenants/welcome").status()).isEqualTo(404);

        Visitor elsewhere = new Visitor(KeycloakUnderTest.shared());
        String[] pages = {"sign-up", "sign-up/address?name=acme", "sign-up/confirm?token=x", "find", "welcome"};
        for (String page : pages) {
            assertThat(elsewhere.open("/realms/master/tenants/" + page).status()).as(page).isEqualTo(404);
        }
    }

    private JsonNode check(String address) {
        return visitor.open(SIGN_UP + "/address?name=" + address.replace(" ", "%20")).json();
    }

    private JsonNode tenant() {
        return KEYCLOAK.admin().get(TestTenants.PATH + "/" + name).json();
    }

    private Realm realm() {
        return new Realm(KEYCLOAK.server().url(), name);
    }

    private void assertNothingIsLeft() {
        assertThat(KEYCLOAK.admin().get(TestTenants.PATH + "/" + name).status()).isEqualTo(404);
        assertThat(KEYCLOAK.admin().get("/" + name).status()).isEqualTo(404);
        assertThat(KEYCLOAK.database().<Long>value(
                "select count(*) from pg_namespace where nspname like 'tenant\\_" + name + "%'")).isZero();
    }
}
