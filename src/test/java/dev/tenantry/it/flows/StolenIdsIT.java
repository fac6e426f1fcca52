package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An admin of another realm knows the id of a tenant's user, the victim. The admin chooses this id for a user of their
 * own: to read the tokens that an identity provider gave the victim, to keep the victim from signing in, or to end the
 * victim's sessions.
 */
final class StolenIdsIT {

    private static final String PASSWORD = "lovelace-1815";

    private final TestTenant tenant = (TestTenant) RealmKind.TENANT.create("ada", PASSWORD);
    private final Partner partner = Partner.of(tenant, RealmKind.STANDARD, "grace");

    @ParameterizedTest
    @CsvSource({"STANDARD,false", "STANDARD,true", "TENANT,false", "TENANT,true"})
    void aUserWithAStolenIdGetsNothingAndHarmsNobody(RealmKind attackersKind, boolean victimWasAdopted) {
        Partner.keepTokens(tenant);
        if (victimWasAdopted) {
            AdoptedUser adopted = AdoptedUser.in(tenant, "grace.hopper");
            assertThat(tenant.post(adopted.path() + "/federated-identity/" + Partner.ALIAS,
                    Map.of("userId", partner.realm().firstUserId(), "userName", "grace")).status()).isEqualTo(204);
        }
        LoginBrowser browser = new LoginBrowser(tenant.realm());
        assertThat(Partner.signIn(browser, "grace")).isInstanceOf(SignedIn.class);
        JsonNode tokens = browser.redeem().json();
        String victim = Realm.claims(tokens.get("access_token").asText()).get("sub").asText();
        assertThat(UUID.fromString(victim).toString()).isEqualTo(victim);
        if (!victimWasAdopted) { // a login created the user, with the role to read the token
            assertThat(brokerToken(tenant, tokens).body()).contains("access_token");
        }

        TestRealm attacker = attackersKind.create("mallory", PASSWORD);
        Partner.of(attacker, RealmKind.STANDARD, "mallory");
        Partner.keepTokens(attacker);
        Answer stolen = attacker.post("/partialImport", Map.of("ifResourceExists", "FAIL", "users", List.of(Map.of(
                "id", victim, "username", "thief", "email", "thief@example.test", "firstName", "T", "lastName", "T",
                "enabled", true,
                "clientRoles", Map.of("broker", List.of("read-token")),
                "credentials", List.of(Map.of("type", "password", "value", PASSWORD))))));

        switch (attackersKind) {
            case STANDARD -> {
                assertThat(stolen.status()).as(stolen.body()).isEqualTo(409);
                assertThat(attacker.get("/users?exact=true&username=thief").json()).isEmpty();
            }
            case TENANT -> {
                assertThat(stolen.status()).as(stolen.body()).isEqualTo(200);
                Answer thief = attacker.signIn("thief", PASSWORD);
                assertThat(Realm.claims(thief.json().get("access_token").asText()).get("sub").asText())
                        .startsWith("f:").endsWith(":" + victim);
                assertThat(brokerToken(attacker, thief.json()).body()).doesNotContain("access_token");
            }
        }
        for (String path : List.of("", "/federated-identity", "/consents", "/credentials", "/sessions")) {
            assertThat(attacker.get("/users/" + victim + path).status()).as(path).isEqualTo(404);
        }
        assertThat(attacker.delete("/users/" + victim).status()).isEqualTo(404);

        assertThat(tenant.refresh(tokens).status()).isEqualTo(200);
        assertThat(Partner.signedIn(tenant, "grace")).isEqualTo(victim);
        assertThat(tenant.get("/users/" + victim).json().get("id").asText()).isEqualTo(victim);
        assertThat(attacker.signIn("mallory", PASSWORD).status()).isEqualTo(200);
    }

    private static Answer brokerToken(TestRealm realm, JsonNode tokens) {
        return Http.at(realm.realm().issuer() + "/broker/" + Partner.ALIAS)
                .bearer(tokens.get("access_token").asText()).get("/token");
    }

    @Test
    void theImportOfARealmWithAStolenIdIsRefusedEvenAfterTheTenantIsDropped() {
        String realm = "r" + UUID.randomUUID();
        Map<String, Object> json = Map.of("realm", realm, "enabled", true,
                "users", List.of(Map.of("id", tenant.firstUserId(), "username", "thief")));

        assertImportIsRefused(realm, json);
        tenant.delete("").requiring(204);
        assertImportIsRefused(realm, json);
    }

    private void assertImportIsRefused(String realm, Map<String, Object> json) {
        Answer answer = tenant.keycloak().admin().post("", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(tenant.keycloak().admin().get("/" + realm).status()).isEqualTo(404);
    }

    /** An application can store the ids in a column of type {@code uuid}. */
    @Test
    void everyNewUserHasAUuidWithTheTenantsPrefix() {
        String ada = tenant.firstUserId();
        assertThat(tenant.put("", Map.of("registrationAllowed", true)).status()).isEqualTo(204);
        LoginBrowser registering = new LoginBrowser(tenant.realm());
        registering.register(TestRealm.APPLICATION, TestRealm.REDIRECT_URI);
        assertThat(registering.submit(Map.of("username", "hedy", "email", "hedy@example.test", "firstName", "H",
                "lastName", "L", "password", PASSWORD, "password-confirm", PASSWORD))).isInstanceOf(SignedIn.class);
        tenant.post("/clients", Map.of("clientId", "robot", "secret", "robot-secret", "serviceAccountsEnabled", true));
        Answer robot = tenant.realm().token(Map.of("grant_type", "client_credentials", "client_id", "robot",
                "client_secret", "robot-secret"));
        assertThat(tenant.keycloak().admin().postBytes("/master/tenants/" + tenant.name() + "/users/import",
                "application/x-ndjson", "{\"username\":\"joan\",\"enabled\":true}".getBytes(
                        StandardCharsets.UTF_8)).status()).isEqualTo(200);

        Map<String, String> ids = Map.of(
                "first user", ada,
                "admin API", tenant.addUser("kay", PASSWORD),
                "registration", Partner.subject(registering),
                "service account", Realm.claims(robot.json().get("access_token").asText()).get("sub").asText(),
                "bulk import", tenant.get("/users?exact=true&username=joan").json().at("/0/id").asText(),
                "brokered login", Partner.signedIn(tenant, "grace"));

        assertThat(ids).allSatisfy((way, id) -> {
            assertThat(UUID.fromString(id).toString()).as(way).isEqualTo(id);
            assertThat(id).as(way).startsWith(ada.substring(0, 13));
        });
        assertThat(ids.values()).doesNotHaveDuplicates();
        assertThat(Realm.claims(tenant.signIn("ada", PASSWORD).json().get("access_token").asText()).get("sub").asText())
                .isEqualTo(ada);
    }
}
