package dev.tenantry.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The attempts of {@link IsolationChecks}. Each attempt sends data of one tenant, such as a token, to this tenant or to
 * another tenant.
 */
final class Attempts {

    private Attempts() {}

    static Outcome password(TestTenant from, TestTenant at) {
        return Outcome.of(at.signIn(from.administrator()));
    }

    static Outcome clientSecret(TestTenant from, TestTenant at) {
        return Outcome.of(at.asClient("/token/introspect", from.clientSecret(), Map.of("token", token(from))));
    }

    static Outcome code(TestTenant from, TestTenant at) {
        return Outcome.of(at.token(Map.of("grant_type", "authorization_code",
                "redirect_uri", TestTenant.REDIRECT_URI, "code", new Browser().signIn(from, from.administrator()))));
    }

    static Outcome refreshToken(TestTenant from, TestTenant at) {
        String token = from.signIn(from.administrator()).requiring(200).text("refresh_token");
        return Outcome.of(at.token(Map.of("grant_type", "refresh_token", "refresh_token", token)));
    }

    static Outcome session(TestTenant from, TestTenant at) {
        Browser browser = new Browser();
        browser.signIn(from, from.administrator());
        return browser.isSignedIn(at);
    }

    static Outcome userinfo(TestTenant from, TestTenant at) {
        return Outcome.of(get(at.realmUrl() + "/protocol/openid-connect/userinfo", token(from)));
    }

    static Outcome account(TestTenant from, TestTenant at) {
        return Outcome.of(get(at.realmUrl() + "/account", token(from)));
    }

    static Outcome introspection(TestTenant from, TestTenant at) {
        Answer answer = at.asClient("/token/introspect", at.clientSecret(), Map.of("token", token(from)));
        return new Outcome(answer.requiring(200).json().path("active").asBoolean(), answer.status());
    }

    static Outcome issuer(TestTenant from, TestTenant at) {
        Answer answer = Http.to(at.realmUrl() + "/.well-known/openid-configuration").get();
        return new Outcome(answer.requiring(200).text("issuer").equals(from.issuer()), answer.status());
    }

    static Outcome signingKeys(TestTenant from, TestTenant at) {
        Set<String> common = keys(from);
        common.retainAll(keys(at));
        return new Outcome(!common.isEmpty(), 200);
    }

    static Outcome userById(TestTenant from, TestTenant at) {
        return Outcome.of(get(user(from, at), at.adminToken()));
    }

    static Outcome userByEmail(TestTenant from, TestTenant at) {
        String email = from.administrator().email(from.name());
        Answer answer = get(at.adminUrl() + "/users?" + Http.query(Map.of("search", email)), at.adminToken());
        return new Outcome(!answer.requiring(200).json().isEmpty(), answer.status());
    }

    static Outcome listUsers(TestTenant from, TestTenant at) {
        return Outcome.of(get(at.adminUrl() + "/users", from.adminToken()));
    }

    static Outcome changeUser(TestTenant from, TestTenant at) {
        return Outcome.of(Http.to(user(at, at)).bearer(from.adminToken()).put("{\"lastName\": \"Lovelace\"}"));
    }

    static Outcome listRealms(TestTenant from, TestTenant at) {
        Answer answer = get(at.platform().url() + "/admin/realms", from.adminToken());
        boolean listed = answer.requiring(200).json().findValuesAsText("realm").contains(at.name());
        return new Outcome(listed, answer.status());
    }

    static Outcome changeRealm(TestTenant from, TestTenant at) {
        return Outcome.of(Http.to(at.adminUrl()).bearer(from.adminToken()).put("{\"rememberMe\": true}"));
    }

    static Outcome tenantsApiByPlatform(TestTenant tenant) {
        return Outcome.of(get(tenantsApi(tenant), tenant.platform().adminToken()));
    }

    static Outcome tenantsApiByAdministrator(TestTenant tenant) {
        return Outcome.of(get(tenantsApi(tenant), tenant.adminToken()));
    }

    static Outcome anyComponent(TestTenant tenant) {
        JsonNode any = get(tenant.adminUrl() + "/components", tenant.adminToken()).requiring(200).json().path(0);
        return component(tenant, any.path("id").asText());
    }

    /**
     * Tries to read the component that binds the realm to its schema. First imports a user with a given id: Keycloak's
     * id of this user contains the component's id.
     */
    static Outcome bindingComponent(TestTenant tenant) {
        String chosen = UUID.randomUUID().toString();
        String imported = Http.to(tenant.adminUrl() + "/partialImport").bearer(tenant.adminToken())
                .post("{\"users\": [{\"id\": \"%s\", \"username\": \"%s\"}]}".formatted(chosen, chosen))
                .requiring(200).json().at("/results/0/id").asText();
        Http.to(tenant.adminUrl() + "/users/" + imported).bearer(tenant.adminToken()).delete().requiring(204);
        String[] id = imported.split(":");
        if (id.length != 3) {
            throw new IllegalStateException(tenant.name() + " is no tenant: its users are Keycloak's own");
        }
        return component(tenant, id[1]);
    }

    private static Outcome component(TestTenant tenant, String id) {
        return Outcome.of(get(tenant.adminUrl() + "/components/" + id, tenant.adminToken()));
    }

    private static String tenantsApi(TestTenant tenant) {
        return tenant.platform().url() + "/admin/realms/master/tenants";
    }

    private static String user(TestTenant of, TestTenant at) {
        return at.adminUrl() + "/users/" + of.administrator().id();
    }

    private static String token(TestTenant of) {
        return of.accessToken(of.administrator());
    }

    private static Set<String> keys(TestTenant of) {
        Answer answer = Http.to(of.realmUrl() + "/protocol/openid-connect/certs").get();
        return new HashSet<>(answer.requiring(200).json().findValuesAsText("kid"));
    }

    private static Answer get(String address, String token) {
        return Http.to(address).bearer(token).get();
    }
}
