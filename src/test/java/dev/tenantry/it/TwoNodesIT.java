package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.AdminApi;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Eventually;
import dev.tenantry.support.KeycloakServer;
import dev.tenantry.support.Realm;
import dev.tenantry.support.TestTenants;
import dev.tenantry.support.TwoNodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes of one cluster: what one of them writes, the other sees at once, though it had the old in its cache. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one cluster for all its tests
final class TwoNodesIT {

    private static final String PASSWORD = "lovelace-1815";

    @AutoClose
    private final TwoNodes nodes = TwoNodes.start();

    private final AdminApi first = admin(nodes.first());
    private final AdminApi second = admin(nodes.second());
    private final String acme = provision();
    private final String ada = first.get("/" + acme + "/users?username=ada").json().at("/0/id").asText();

    @Test
    void aTenantProvisionedOnOneNodeServesOnTheOther() {
        String globex = provision();

        assertThat(signIn(nodes.second(), globex, "ada", PASSWORD).status()).isEqualTo(200);
        assertThat(second.get(TestTenants.PATH + "/" + globex).json().get("state").asText()).isEqualTo("ACTIVE");

        assertThat(TestTenants.drop(second, globex).status()).isEqualTo(204);
        assertThat(signIn(nodes.first(), globex, "ada", PASSWORD).status()).isEqualTo(404);
    }

    @Test
    void aTenantTakenOutOfServiceOnOneNodeServesOnNoneUntilItIsBack() {
        String globex = provision();
        assertThat(signIn(nodes.second(), globex, "ada", PASSWORD).status()).isEqualTo(200);

        for (List<String> verbs : List.of(List.of("suspend", "resume"), List.of("archive", "restore"))) {
            assertThat(first.post(TestTenants.PATH + "/" + globex + "/" + verbs.get(0), null).status()).isEqualTo(200);
            Eventually.holds("refused", () -> signIn(nodes.second(), globex, "ada", PASSWORD).status() == 403);

            assertThat(second.post(TestTenants.PATH + "/" + globex + "/" + verbs.get(1), null).status()).isEqualTo(200);
            Eventually.holds("let in", () -> signIn(nodes.first(), globex, "ada", PASSWORD).status() == 200);
        }
    }

    @Test
    void aTenantRenamedOnOneNodeHasItsNewNameOnTheOther() {
        String globex = provision();
        assertThat(signIn(nodes.second(), globex, "ada", PASSWORD).status()).isEqualTo(200);
        String name = TestTenants.newName();

        assertThat(first.put(TestTenants.PATH + "/" + globex, Map.of("name", name)).status()).isEqualTo(200);

        Eventually.holds("the new name", () -> signIn(nodes.second(), name, "ada", PASSWORD).status() == 200);
        assertThat(signIn(nodes.second(), globex, "ada", PASSWORD).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrittenToAUserOnOneNodeIsSeenOnTheOther() {
        assertThat(signIn(nodes.second(), acme, "ada", PASSWORD).status()).isEqualTo(200);

        change(Map.of("firstName", "Augusta"));
        Eventually.holds("the name", () -> onSecond().get("firstName").asText().equals("Augusta"));

        change(Map.of("enabled", false));
        Eventually.holds("refused", () -> signIn(nodes.second(), acme, "ada", PASSWORD).status() != 200);
        change(Map.of("enabled", true));
        Eventually.holds("let in", () -> signIn(nodes.second(), acme, "ada", PASSWORD).status() == 200);

        first.put("/" + acme + "/users/" + ada + "/reset-password",
                Map.of("type", "password", "value", "chosen-anew-1"));
        Eventually.holds("the new password", () ->
                signIn(nodes.second(), acme, "ada", "chosen-anew-1").status() == 200);
        assertThat(signIn(nodes.second(), acme, "ada", PASSWORD).status()).isNotEqualTo(200);
        first.put("/" + acme + "/users/" + ada + "/reset-password", Map.of("type", "password", "value", PASSWORD));
    }

    @Test
    void aUserRenamedOnOneNodeSignsInByTheNewNameOnTheOtherAndNoLongerByTheOld() {
        first.put("/" + acme, Map.of("editUsernameAllowed", true));
        String grace = user("grace");
        assertThat(signIn(nodes.second(), acme, "grace", PASSWORD).status()).isEqualTo(200);

        assertThat(first.put("/" + acme + "/users/" + grace, Map.of("username", "hopper")).status()).isEqualTo(204);

        Eventually.holds("hopper signs in", () -> signIn(nodes.second(), acme, "hopper", PASSWORD).status() == 200);
        assertThat(signIn(nodes.second(), acme, "grace", PASSWORD).status()).isNotEqualTo(200);
    }

    @Test
    void aUserDeletedOnOneNodeIsGoneFromTheOther() {
        String edsger = user("edsger");
        assertThat(signIn(nodes.second(), acme, "edsger", PASSWORD).status()).isEqualTo(200);

        assertThat(first.delete("/" + acme + "/users/" + edsger).status()).isEqualTo(204);

        Eventually.holds("edsger is gone", () -> second.get("/" + acme + "/users/" + edsger).status() == 404);
        assertThat(signIn(nodes.second(), acme, "edsger", PASSWORD).status()).isNotEqualTo(200);
    }

    private String provision() {
        String name = TestTenants.newName();
        Answer answer = first.post(TestTenants.PATH, TestTenants.request(name, "ada", PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        first.post("/" + name + "/clients", Map.of(
                "clientId", "shop", "publicClient", true, "directAccessGrantsEnabled", true));
        first.put("/" + name, Map.of("bruteForceProtected", false)); // old passwords are tried on purpose
        return name;
    }

    private String user(String username) {
        return first.post("/" + acme + "/users", Map.of(
                        "username", username, "email", username + "@acme.test", "firstName", username,
                        "lastName", "Doe", "enabled", true,
                        "credentials", List.of(Map.of("type", "password", "value", PASSWORD))))
                .createdId();
    }

    private void change(Map<String, Object> values) {
        assertThat(first.put("/" + acme + "/users/" + ada, values).status()).isEqualTo(204);
    }

    private JsonNode onSecond() {
        return second.get("/" + acme + "/users/" + ada).json();
    }

    private static Answer signIn(KeycloakServer node, String realm, String username, String password) {
        return new Realm(node.url(), realm).passwordGrant("shop", username, password);
    }

    private static AdminApi admin(KeycloakServer node) {
        return new AdminApi(node.url(), "master", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD);
    }
}
