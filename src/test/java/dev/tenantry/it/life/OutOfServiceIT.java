package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.it.isolation.SigningKey;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.actors.UserFixtures;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * While a tenant is out of service, its earlier tokens are refused. Once the tenant is back, tokens of service accounts
 * and of offline sessions are accepted again.
 */
final class OutOfServiceIT {

    private static final int LOGINS = 6;

    /** A not-before date in seconds, before the date of every token that these tests use. */
    private static final int NOT_BEFORE = 1_000_000;

    private static final int TEN_YEARS = 315_360_000;

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final Http http = Http.at(keycloak.server().url());
    private TestTenant acme;
    private TestTenant globex;

    @BeforeEach
    void provision() {
        TestTenants tenants = new TestTenants(keycloak);
        acme = tenants.provision("ada", "acme-secret-1");
        globex = tenants.provision("ada", "globex-secret-2");
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        Fault.disarm(keycloak.database());
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        TestTenants.drop(keycloak.admin(), acme.name());
        TestTenants.drop(keycloak.admin(), globex.name());
    }

    private static void apply(TestTenant tenant, String operation) {
        Answer answer = tenant.apply(operation);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"suspend, resume", "archive, restore"})
    void aSessionOfALoginInFlightHasEndedWhenTheTenantIsBack(String out, String back) {
        FaultLock held = Fault.SESSION.hold(keycloak.database());
        List<CompletableFuture<Answer>> logins = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> acme.signIn("ada", "acme-secret-1")))
                .limit(LOGINS)
                .toList();
        Eventually.holds("the logins wait", held::isAwaited);

        apply(acme, out);
        Fault.disarm(keycloak.database());
        held.close();
        List<JsonNode> tokens = logins.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 200)
                .map(Answer::json)
                .toList();
        assertThat(tokens).as("logins that succeeded").isNotEmpty();
        apply(acme, back);

        assertThat(tokens).allSatisfy(token -> {
            assertThat(acme.refresh(token).status()).as("refresh").isEqualTo(400);
            assertThat(acme.account(token).get("").status()).as("account").isEqualTo(401);
        });
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
    }

    /** Prepares, as the tenant's admin, tokens of a service account and of an offline session, valid for ten years. */
    private Map<String, String> tokensOfItsAdmin(TestRealm realm, String secret) {
        realm.put("", Map.of("accessTokenLifespan", TEN_YEARS, "notBefore", NOT_BEFORE)).requiring(204);
        robot(realm);
        Answer robot = realm.realm().token(Map.of(
                "grant_type", "client_credentials", "client_id", "steward", "client_secret", "steward-secret"));
        Answer offline = realm.realm().token(Map.of("grant_type", "password", "client_id", TestRealm.APPLICATION,
                "scope", "openid offline_access", "username", "ada", "password", secret));
        return Map.of(
                "service account", robot.requiring(200).json().get("access_token").asText(),
                "offline session", offline.requiring(200).json().get("access_token").asText());
    }

    private static void robot(TestRealm realm) {
        String client = realm.post("/clients", Map.of("clientId", "steward", "secret", "steward-secret",
                "serviceAccountsEnabled", true, "standardFlowEnabled", false)).requiring(201).createdId();
        String user = realm.get("/clients/" + client + "/service-account-user").json().get("id").asText();
        String management = realm.clientUuid("realm-management");
        Object role = realm.get("/clients/" + management + "/roles/realm-admin").json();
        realm.post("/users/" + user + "/role-mappings/clients/" + management, List.of(role)).requiring(204);
    }

    private int administer(TestRealm realm, String token) {
        return http.bearer(token).get("/admin/realms/" + realm.name() + "/clients").status();
    }

    private int userinfo(TestRealm realm, String token) {
        return http.bearer(token).get("/realms/" + realm.name() + "/protocol/openid-connect/userinfo").status();
    }

    private int register(String token) {
        return http.bearer(token).post("/realms/" + acme.name() + "/clients-registrations/default", Map.of()).status();
    }

    /** Requests of a registered client about itself. */
    private Http registration(JsonNode client) {
        return Http.at(keycloak.server().url() + "/realms/" + acme.name() + "/clients-registrations/default/"
                        + client.get("clientId").asText())
                .bearer(client.get("registrationAccessToken").asText());
    }

    @ParameterizedTest
    @CsvSource({"suspend, resume", "archive, restore"})
    void noTokenOfATenantOutOfServiceIsAcceptedUntilItIsBack(String out, String back) {
        Map<String, String> tokens = tokensOfItsAdmin(acme, "acme-secret-1");
        String initial = acme.post("/clients-initial-access", Map.of("count", 10, "expiration", 0))
                .json().get("token").asText();
        assertThat(tokens).allSatisfy((kind, token) -> assertThat(administer(acme, token)).isEqualTo(200));
        JsonNode own = http.bearer(initial)
                .post("/realms/" + acme.name() + "/clients-registrations/default", Map.of()).requiring(201).json();
        assertThat(registration(own).get("").status()).isEqualTo(200);

        apply(acme, out);

        assertThat(tokens).allSatisfy((kind, token) -> {
            Http admin = http.bearer(token);
            assertThat(administer(acme, token)).isEqualTo(401);
            assertThat(http.bearer(token).get("/realms/" + acme.name() + "/account").status()).isEqualTo(401);
            assertThat(admin.put("/admin/realms/" + acme.name(), Map.of("realm", TestTenants.newName())).status())
                    .isEqualTo(401);
            assertThat(admin.put("/admin/realms/" + acme.name(), Map.of("notBefore", 0)).status()).isEqualTo(401);
            assertThat(admin.delete("/admin/realms/" + acme.name()).status()).isEqualTo(401);
            assertThat(register(token)).as("a client's registration").isEqualTo(401);
        });
        assertThat(userinfo(acme, tokens.get("offline session"))).isEqualTo(401);
        assertThat(register(initial)).as("a client's registration").isEqualTo(401);
        assertThat(registration(own).get("").status()).as("a registered client").isEqualTo(401);
        assertThat(http.postForm("/realms/" + acme.name() + "/protocol/openid-connect/token/introspect", Map.of(
                "client_id", "steward", "client_secret", "steward-secret", "token", tokens.get("offline session")))
                .status()).as("introspection").isEqualTo(403);
        assertThat(acme.look().status()).isEqualTo(200);

        apply(acme, back);

        assertThat(tokens).allSatisfy((kind, token) -> assertThat(administer(acme, token)).isEqualTo(200));
        assertThat(userinfo(acme, tokens.get("offline session"))).isEqualTo(200);
        assertThat(register(initial)).isEqualTo(201);
        assertThat(notBefore(acme)).isEqualTo(NOT_BEFORE);
    }

    /** The tenant's admin adds a signing key to the realm. With this key the admin can make tokens of any date. */
    @Test
    void aForgedTokenWithAFutureDateIsRefusedWhileTheTenantIsSuspended() {
        SigningKey key = SigningKey.generate();
        acme.post("/components", Map.of(
                "name", "own", "providerId", "rsa", "providerType", "org.keycloak.keys.KeyProvider",
                "config", Map.of("priority", List.of("1000"), "privateKey", List.of(key.privatePem())))).requiring(201);
        String token = key.forge(tokensOfItsAdmin(acme, "acme-secret-1").get("service account"),
                Map.of("iat", 4_000_000_000L, "exp", 4_100_000_000L));
        assertThat(administer(acme, token)).isEqualTo(200);

        apply(acme, "suspend");
        assertThat(administer(acme, token)).isEqualTo(401);
        apply(acme, "resume");
        assertThat(administer(acme, token)).isEqualTo(200);
    }

    private static int notBefore(TestRealm realm) {
        return realm.get("").json().get("notBefore").asInt();
    }

    @Test
    void theNotBeforeDateIsTheSameAfterSuspendArchiveAndRestore() {
        acme.put("", Map.of("notBefore", NOT_BEFORE)).requiring(204);
        for (String operation : List.of("suspend", "suspend", "archive", "archive", "restore", "restore")) {
            apply(acme, operation);
        }

        assertThat(notBefore(acme)).isEqualTo(NOT_BEFORE);
    }

    @Test
    void theNotBeforeDateIsFixedOutOfServiceAndMayNotBeTheMaximumInService() {
        assertThat(acme.put("", Map.of("notBefore", Integer.MAX_VALUE)).status()).as("in service").isEqualTo(409);
        apply(acme, "suspend");

        assertThat(acme.put("", Map.of("notBefore", 0)).status()).isEqualTo(409);
        assertThat(acme.put("", Map.of("displayNameHtml", "<b>Acme</b>")).status()).isEqualTo(204);
        apply(acme, "resume");
        assertThat(notBefore(acme)).isZero();
    }

    /** The cause can be a crash, or a request that read the realm before the suspension and wrote it afterwards. */
    @Test
    void aRealmThatDiffersFromItsTenantsStateIsCorrected() {
        apply(acme, "suspend");
        keycloak.database().execute("update realm set not_before = 0 where id = ?", acme.id());
        Eventually.holds("the realm refuses all tokens again", () -> storedNotBefore() == Integer.MAX_VALUE);

        keycloak.database().execute(
                "update tenantry.tenant set state = 'ACTIVE' where realm_id = ?", acme.id());

        Eventually.holds("the realm is in service", () -> storedNotBefore() == 0);
        Eventually.holds("ada can sign in", () -> acme.signIn("ada", "acme-secret-1").status() == 200);
    }

    private int storedNotBefore() {
        return keycloak.database().<Number>value("select not_before from realm where id = ?", acme.id()).intValue();
    }

    @Test
    void aBundleOfASuspendedTenantHasTheFormerNotBeforeDate() {
        acme.put("", Map.of("notBefore", NOT_BEFORE)).requiring(204);
        apply(acme, "suspend");

        String copy = TestTenants.newName();
        Answer restored = keycloak.admin().postBytes(
                TestTenants.PATH + "/bundle?name=" + copy, "application/zip", BundleIT.bundle(acme));

        assertThat(restored.status()).as(restored.body()).isEqualTo(201);
        JsonNode realm = keycloak.admin().get("/" + copy).json();
        assertThat(realm.get("notBefore").asInt()).isEqualTo(NOT_BEFORE);
        assertThat(realm.get("enabled").asBoolean()).isTrue();
        TestTenants.drop(keycloak.admin(), copy);
    }

    @Test
    void onlyOperatorsChangeOrRemoveTheRealmOfATenantOutOfService() {
        AdminApi delegate = masterUser(List.of());
        AdminApi operator = masterUser(List.of("manage-tenants"));
        assertThat(delegate.put("/" + acme.name(), Map.of("displayNameHtml", "1")).status()).isEqualTo(204);

        for (String operation : List.of("suspend", "archive")) {
            apply(acme, operation);
            assertThat(delegate.put("/" + acme.name(), Map.of("realm", TestTenants.newName())).status()).isEqualTo(403);
            assertThat(delegate.delete("/" + acme.name()).status()).isEqualTo(403);
            assertThat(operator.put("/" + acme.name(), Map.of("displayNameHtml", operation)).status()).isEqualTo(204);
            assertThat(acme.get("").status()).isEqualTo(200);
        }
        apply(acme, "restore");
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        apply(acme, "suspend");
        assertThat(operator.delete("/" + acme.name()).status()).isEqualTo(204);
        assertThat(acme.look().status()).isEqualTo(404);
    }

    /** Creates a user of master with these roles, and with rights to manage acme's realm. */
    private AdminApi masterUser(List<String> roles) {
        String username = TestTenants.newName();
        String id = keycloak.admin().post("/master/users", Map.of("username", username, "enabled", true,
                "email", username + "@master.test", "firstName", "Grace", "lastName", "Hopper",
                "credentials", List.of(Map.of("type", "password", "value", "master-secret-1"))))
                .requiring(201).createdId();
        String client = keycloak.admin().get("/master/clients?clientId=" + acme.name() + "-realm").json()
                .get(0).get("id").asText();
        for (String role : List.of("manage-realm", "view-realm")) {
            keycloak.admin().post("/master/users/" + id + "/role-mappings/clients/" + client, List.of(
                    keycloak.admin().get("/master/clients/" + client + "/roles/" + role).json())).requiring(204);
        }
        for (String role : roles) {
            keycloak.admin().post("/master/users/" + id + "/role-mappings/realm", List.of(
                    keycloak.admin().get("/master/roles/" + role).json())).requiring(204);
        }
        return new AdminApi(keycloak.server().url(), "master", username, "master-secret-1");
    }

    @Test
    void noTokenIsAcceptedDuringAnAdoptionOrReleaseAndAllAreAfterwards() {
        UserFixtures fixtures = UserFixtures.create(keycloak, 100);
        TestRealm realm = fixtures.realm();
        Map<String, String> tokens = tokensOfItsAdmin(realm, UserFixtures.ADAS_PASSWORD);
        assertThat(tokens).allSatisfy((kind, token) -> assertThat(administer(realm, token)).isEqualTo(200));

        FaultLock held = Fault.COPYING.hold(keycloak.database());
        TestAdoption adoption = TestAdoption.of(fixtures);
        Eventually.holds("users are copied", held::isAwaited);
        assertThat(tokens).allSatisfy((kind, token) -> assertThat(administer(realm, token)).isEqualTo(401));
        goOn(held);
        adoption.ended("DONE");
        assertThat(tokens).allSatisfy((kind, token) -> assertThat(administer(realm, token)).isEqualTo(200));
        assertThat(notBefore(realm)).isEqualTo(NOT_BEFORE);

        FaultLock heldAgain = Fault.COPYING.hold(keycloak.database());
        TestAdoption release = TestAdoption.releaseOf(fixtures);
        Eventually.holds("users are copied back", heldAgain::isAwaited);
        assertThat(tokens).allSatisfy((kind, token) -> assertThat(administer(realm, token)).isEqualTo(401));
        goOn(heldAgain);
        release.ended("DONE");
        assertThat(tokens).allSatisfy((kind, token) -> assertThat(administer(realm, token)).isEqualTo(200));
        assertThat(notBefore(realm)).isEqualTo(NOT_BEFORE);
    }

    @Test
    void aCancelledAdoptionRestoresTheNotBeforeDate() {
        UserFixtures fixtures = UserFixtures.create(keycloak, 100);
        fixtures.realm().put("", Map.of("notBefore", NOT_BEFORE)).requiring(204);
        FaultLock held = Fault.COPYING.hold(keycloak.database());
        TestAdoption adoption = TestAdoption.of(fixtures);
        Eventually.holds("users are copied", held::isAwaited);
        assertThat(notBefore(fixtures.realm())).isEqualTo(Integer.MAX_VALUE);

        CompletableFuture<Answer> cancelled = CompletableFuture.supplyAsync(adoption::cancel);
        Eventually.holds("the cancellation waits for the step", () -> !keycloak.database().rows("""
                select 1 from pg_stat_activity
                where wait_event_type = 'Lock' and query like '%adoption set step = ''UNDO''%'""").isEmpty());
        goOn(held);

        assertThat(cancelled.join().status()).isEqualTo(200);
        adoption.ended("CANCELLED");
        assertThat(fixtures.asTenant("").status()).isEqualTo(404);
        assertThat(notBefore(fixtures.realm())).isEqualTo(NOT_BEFORE);
    }

    private void goOn(FaultLock held) {
        Fault.disarm(keycloak.database());
        held.close();
    }
}
