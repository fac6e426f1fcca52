package dev.tenantry.it.isolation;

import static dev.tenantry.it.isolation.Credentials.text;
import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A tenant refuses codes, tokens of all kinds, pushed requests, cookies, half-finished logins and mailed links of
 * another tenant, even if both tenants have the same applications with the same secrets. Each request is sent to tenant
 * A with an object of tenant B and with A's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests use the same tenants
final class TokensOfAnotherTenantIT {

    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0";
    private static final Map<String, String> PLAIN_PKCE =
            Map.of("code_challenge_method", "plain", "code_challenge", VERIFIER);
    private static final String COUNTER = "counter";
    private static final String COUNTER_SECRET = "counter-secret";

    private final MailServer mail = new MailServer();
    private final Matrix matrix = new Matrix("What is issued by tenant B, in tenant A", "endpoint of A");
    private final TestTenants tenants = new TestTenants(KeycloakUnderTest.shared());
    private final FullTenant acme = full();
    private final FullTenant globex = full();
    private final Exchanges exchanges = new Exchanges(acme, globex, matrix);
    private final Http protocol = Http.at(acme.oidc().issuer() + "/protocol/openid-connect");

    @AfterAll
    void publish() {
        mail.close();
        matrix.publish();
    }

    private FullTenant full() {
        FullTenant full = FullTenant.of(tenants.provision("ada", FullTenant.PASSWORD), mail);
        full.tenant().post("/clients", Map.of(
                "clientId", COUNTER, "secret", COUNTER_SECRET, "directAccessGrantsEnabled", true,
                "redirectUris", List.of(REDIRECT_URI), "attributes", Map.of(
                        "standard.token.exchange.enabled", "true",
                        "oauth2.device.authorization.grant.enabled", "true",
                        "oidc.ciba.grant.enabled", "true"),
                "protocolMappers", List.of(Map.of("name", "itself", "protocol", "openid-connect", "protocolMapper",
                        "oidc-audience-mapper", "config", Map.of(
                                "included.client.audience", COUNTER, "access.token.claim", "true")))));
        full.tenant().put("", Map.of("resetPasswordAllowed", true));
        return full;
    }

    @Test
    void codesAndTokensOfAnotherTenantAreNotExchanged() {
        exchanges.at("token", "refresh token", this::tokens)
                .isRefused(tokens -> acme.tenant().refresh(tokens), error("invalid_grant"));
        exchanges.at("token", "offline token", of -> new Credentials(of).grace("openid offline_access"))
                .isRefused(tokens -> acme.tenant().refresh(tokens), error("invalid_grant"));
        exchanges.at("token", "code", this::code).isRefused(
                code -> grant("authorization_code", Map.of("client_id", APPLICATION, "code", code,
                        "redirect_uri", REDIRECT_URI, "code_verifier", VERIFIER)), error("invalid_grant"));
        exchanges.at("token", "token to exchange", this::counterTokens).isRefused(
                tokens -> counterGrant("urn:ietf:params:oauth:grant-type:token-exchange", Map.of(
                        "subject_token", text(tokens, "access_token"),
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token")),
                error("invalid_request"));
        exchanges.at("token", "device code", this::approvedDeviceCode).isRefused(
                code -> counterGrant("urn:ietf:params:oauth:grant-type:device_code", Map.of("device_code", code)),
                error("invalid_grant"));
        exchanges.at("token", "client and secret", of -> of).isRefused(
                of -> grant("client_credentials", Map.of(
                        "client_id", of.cabinet(), "client_secret", of.cabinetSecret())),
                answer -> answer.status() == 401);
        exchanges.at("token", "token for permissions (UMA)",
                of -> text(new Credentials(of).serviceAccount(), "access_token")).isRefused(
                        token -> protocol.bearer(token).postForm("/token", Map.of(
                                "grant_type", "urn:ietf:params:oauth:grant-type:uma-ticket",
                                "audience", acme.cabinet(), "response_mode", "permissions")),
                        answer -> answer.status() == 401 || error("invalid_grant").test(answer));
        assertNoneCrossed();
    }

    @Test
    void tokensOfAnotherTenantRevealNothingAndEndNothing() {
        exchanges.at("userinfo", "access token", this::tokens).isRefused(
                tokens -> protocol.bearer(text(tokens, "access_token")).get("/userinfo"), status(401));
        exchanges.at("userinfo by POST", "access token", this::tokens).isRefused(
                tokens -> protocol.postForm("/userinfo", Map.of("access_token", text(tokens, "access_token"))),
                status(401));
        exchanges.at("introspection", "access token", this::counterTokens).isRefused(
                tokens -> protocol.postForm("/token/introspect", counter(Map.of("token", text(tokens, "access_token")))),
                answer -> answer.status() == 200 && !answer.json().get("active").asBoolean());
        exchanges.at("revocation", "refresh token, and whether it was good afterwards", this::counterTokens).isRefused(
                tokens -> {
                    protocol.postForm("/revoke", counter(Map.of("token", text(tokens, "refresh_token"))));
                    return isGood(tokens);
                }, status(200));
        exchanges.at("logout", "refresh token, and whether it was good afterwards", this::counterTokens).isRefused(
                tokens -> {
                    protocol.postForm("/logout", counter(Map.of("refresh_token", text(tokens, "refresh_token"))));
                    return isGood(tokens);
                }, status(200));
        exchanges.at("logout in the browser", "ID token", this::tokens).isRefused(
                tokens -> protocol.get("/logout?" + Http.form(Map.of("id_token_hint", text(tokens, "id_token"),
                        "post_logout_redirect_uri", REDIRECT_URI))), status(400));
        assertNoneCrossed();
    }

    /** Refreshes the tokens in their own realm. The status is 200 if they are still valid. */
    private Answer isGood(JsonNode tokens) {
        String issuer = Realm.claims(text(tokens, "refresh_token")).get("iss").asText();
        return Http.at(issuer).postForm("/protocol/openid-connect/token", counter(Map.of(
                "grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token"))));
    }

    @Test
    void loginsAndClientsOfAnotherTenantAreRefused() {
        exchanges.at("backchannel authentication (CIBA)", "client and secret", of -> of).isRefused(
                of -> protocol.postForm("/ext/ciba/auth", Map.of("scope", "openid", "client_id", of.cabinet(),
                        "client_secret", of.cabinetSecret())), status(401));
        exchanges.at("pushed authorization request (PAR)", "client and secret", of -> of).isRefused(
                of -> protocol.postForm("/ext/par/request", with(usual(), "client_id", of.cabinet(),
                        "client_secret", of.cabinetSecret())), status(401));
        exchanges.at("authorization", "login cookies", of -> new Credentials(of).cookies()).isRefused(
                cookies -> authorize(usual(), cookies),
                answer -> answer.status() == 200 && answer.body().contains("kc-form-login"));
        exchanges.at("authorization without a page", "login cookies", of -> new Credentials(of).cookies()).isRefused(
                cookies -> authorize(with(usual(), "prompt", "none"), cookies),
                answer -> String.valueOf(answer.header("Location")).contains("error=login_required"));
        exchanges.at("login", "form and cookies", HalfLogin::begin).isRefused(
                login -> login.submitIn(acme),
                answer -> !String.valueOf(answer.header("Location")).contains("code="));
        assertNoneCrossed();
    }

    /**
     * Keycloak stores the pushed requests of all realms together, and only checks that the client has the same id. The
     * redirect URI of the request is checked again, against A's client.
     */
    @Test
    void aPushedRequestOfAnotherTenantCannotChooseTheRedirectUri() {
        String elsewhere = "http://localhost/elsewhere";
        globex.tenant().change("/clients/" + globex.tenant().clientUuid(COUNTER),
                Map.of("redirectUris", List.of(REDIRECT_URI, elsewhere)));
        exchanges.at("authorization", "request that was pushed (PAR), to another address",
                of -> pushed(of, of == globex ? elsewhere : REDIRECT_URI)).isRefused(
                        uri -> authorize(Map.of("client_id", COUNTER, "request_uri", uri), ""), status(400));
        assertNoneCrossed();
    }

    @Test
    void tokensOfAnotherTenantDoNotRegisterOrChangeClients() {
        Http registration = Http.at(acme.oidc().issuer() + "/clients-registrations/openid-connect");
        String own = "/" + acme.cabinet();
        exchanges.at("registration", "initial access token", of -> new Credentials(of).initialAccessToken()).isRefused(
                token -> registration.bearer(token).post("", Map.of("client_name", "new",
                        "redirect_uris", List.of(REDIRECT_URI))), status(401));
        exchanges.at("registration of a client of A", "registration access token",
                of -> new Credentials(of).registrationAccessToken()).isRefused(
                        token -> registration.bearer(token).get(own), status(401));
        exchanges.at("registration of a client of A, by PUT", "registration access token",
                of -> new Credentials(of).registrationAccessToken()).isRefused(
                        token -> registration.bearer(token).put(own, Map.of("client_id", acme.cabinet(),
                                "redirect_uris", List.of(REDIRECT_URI))), status(401));
        assertNoneCrossed();
    }

    @Test
    void mailedLinksOfAnotherTenantAreRefused() {
        for (Map.Entry<String, Mailed> kind : Mailed.KINDS.entrySet()) {
            String own = kind.getValue().linkOf(acme, mail);
            TenantDigest acmeBefore = TenantDigest.of(acme.tenant());
            String link = kind.getValue().linkOf(globex, mail);
            TenantDigest globexBefore = TenantDigest.of(globex.tenant());
            exchanges.at("login-actions", kind.getKey(), of -> of == globex ? link : own)
                    .isRefused(address -> follow(address.replace(
                            "/realms/" + globex.tenant().name() + "/", "/realms/" + acme.tenant().name() + "/")),
                            answer -> answer.status() == 400);
            assertThat(TenantDigest.of(globex.tenant()).changedSince(globexBefore)).as(kind.getKey()).isEmpty();
            // A's own link was opened too. Opening a link changes nothing.
            assertThat(TenantDigest.of(acme.tenant()).changedSince(acmeBefore)).as(kind.getKey()).isEmpty();
        }
        assertNoneCrossed();
    }

    private Answer follow(String address) {
        return Http.at(address).header("Accept", "text/html").get("");
    }

    private JsonNode tokens(FullTenant of) {
        return new Credentials(of).grace("openid");
    }

    private JsonNode counterTokens(FullTenant of) {
        return of.oidc().passwordGrant(COUNTER, COUNTER_SECRET, "grace", FullTenant.PASSWORD).json();
    }

    private String code(FullTenant of) {
        LoginBrowser browser = new LoginBrowser(of.oidc());
        browser.authorize(APPLICATION, REDIRECT_URI, PLAIN_PKCE);
        return ((LoginOutcome.SignedIn) Credentials.signIn(browser)).code();
    }

    private String approvedDeviceCode(FullTenant of) {
        JsonNode begun = Http.at(of.oidc().issuer()).postForm("/protocol/openid-connect/auth/device",
                counter(Map.of("scope", "openid"))).json();
        LoginBrowser browser = new LoginBrowser(of.oidc());
        browser.open(text(begun, "verification_uri_complete"));
        Credentials.signIn(browser);
        browser.submit(Map.of("accept", "Yes"));
        return text(begun, "device_code");
    }

    private String pushed(FullTenant of, String redirectUri) {
        return text(Http.at(of.oidc().issuer()).postForm("/protocol/openid-connect/ext/par/request",
                counter(Map.of("response_type", "code", "redirect_uri", redirectUri, "scope", "openid"))).json(),
                "request_uri");
    }

    private static Map<String, String> usual() {
        return Map.of("response_type", "code", "client_id", APPLICATION, "scope", "openid", "state", "any",
                "redirect_uri", REDIRECT_URI);
    }

    private Answer authorize(Map<String, String> parameters, String cookies) {
        Http http = protocol.header("Accept", "text/html");
        return (cookies.isEmpty() ? http : http.header("Cookie", cookies)).get("/auth?" + Http.form(parameters));
    }

    private Answer grant(String type, Map<String, String> fields) {
        return acme.oidc().token(with(fields, "grant_type", type));
    }

    private Answer counterGrant(String type, Map<String, String> fields) {
        return grant(type, counter(fields));
    }

    private static Map<String, String> counter(Map<String, String> fields) {
        return with(fields, "client_id", COUNTER, "client_secret", COUNTER_SECRET);
    }

    private static Map<String, String> with(Map<String, String> fields, String... pairs) {
        Map<String, String> all = new HashMap<>(fields);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    private static Predicate<Answer> status(int status) {
        return answer -> answer.status() == status;
    }

    private static Predicate<Answer> error(String error) {
        return answer -> answer.status() == 400 && answer.json().get("error").asText().equals(error);
    }

    private void assertNoneCrossed() {
        assertThat(matrix.crossings()).isEmpty();
    }
}
