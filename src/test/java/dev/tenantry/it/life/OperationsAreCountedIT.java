package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import dev.tenantry.support.process.Eventually;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each operation is counted once, without counting another operation, whatever has started the operation. */
final class OperationsAreCountedIT {

    private static final String SERIES = "tenantry_operation_seconds_count";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");
    private final TestTenant globex = tenants.provision("ada", "globex-secret-2");

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
    }

    private Answer request(String operation, String outcome, Supplier<Answer> request) {
        Meters before = meters();
        Answer answer = request.get();
        assertCounted(before, operation, outcome);
        return answer;
    }

    private void assertCounted(Meters before, String operation, String outcome) {
        Meters after = meters();
        String[] labels = {"operation=\"" + operation + "\"", "outcome=\"" + outcome + "\""};
        assertThat(after.value(SERIES, labels) - before.value(SERIES, labels)).as(operation).isEqualTo(1);
        assertThat(after.sum(SERIES) - before.sum(SERIES)).as("all operations with " + operation).isEqualTo(1);
    }

    private Meters meters() {
        return Meters.of(keycloak.server());
    }

    private String path(String rest) {
        return TestTenants.PATH + "/" + acme.name() + rest;
    }

    @Test
    void operationsOfTheTenantsApiAreCountedOnce() {
        request("provision", "success", () -> tenants.provision(
                TestTenants.request(TestTenants.newName(), "ada", "lovelace-1815")));
        request("provision", "refused", () -> tenants.provision(TestTenants.request(acme.name(), "ada", "x")));
        request("rename", "success", () -> keycloak.admin().put(path(""), Map.of("displayName", "Acme Ltd")));
        request("rename", "refused", () -> keycloak.admin().put(path(""), Map.of("displayName", "<b>")));
        request("suspend", "success", () -> acme.apply("suspend"));
        request("resume", "success", () -> acme.apply("resume"));
        request("migrate", "success", () -> acme.apply("migrate"));
        request("grant", "success", () -> keycloak.admin().post(path("/access"),
                Map.of("reason", "INC-1: to look into it", "minutes", 10)));
        request("archive", "success", () -> acme.apply("archive"));
        request("suspend", "refused", () -> acme.apply("suspend"));
        request("restore", "success", () -> acme.apply("restore"));
        request("revoke", "success", () -> keycloak.admin().delete(path("/access/" + KeycloakServer.ADMIN_USERNAME)));
        request("drop", "refused", () -> keycloak.admin().delete(path(""), Map.of("name", acme.name())));
        request("drop", "success", () -> TestTenants.drop(keycloak.admin(), acme.name()));
    }

    @Test
    void operationsByKeycloaksRealmApiAreCountedOnce() {
        request("rename", "success", () -> acme.put("", Map.of("displayName", "Acme by Keycloak")));
        Meters before = meters();
        assertThat(acme.put("", Map.of("loginTheme", "keycloak")).status()).isEqualTo(204);
        assertThat(meters().sum(SERIES)).as("operations without a change of the tenant").isEqualTo(before.sum(SERIES));

        ObjectNode realm = (ObjectNode) acme.post(
                "/partial-export?exportClients=true&exportGroupsAndRoles=true", null).json();
        request("drop", "success", () -> acme.delete(""));
        request("provision", "success", () -> keycloak.admin().post("", realm).requiring(201));
        assertThat(keycloak.admin().get(path("")).status()).isEqualTo(200);
        request("drop", "success", () -> acme.delete(""));
    }

    @Test
    void theFixOfAFindingIsCountedOnce() {
        keycloak.database().execute("alter schema \"" + acme.schema() + "\" rename to away_" + acme.name());
        request("suspend", "success", () -> keycloak.admin().post(
                TestTenants.PATH + "/findings/fix", Map.of("kind", "SCHEMA_MISSING", "subject", acme.name())));
        keycloak.database().execute("alter schema away_" + acme.name() + " rename to \"" + acme.schema() + "\"");
    }

    @Test
    void thePurgeIsCountedOnce() {
        keycloak.admin().post(path("/archive?retentionDays=0"), null).requiring(200);
        Meters before = meters();
        Eventually.holds("the tenant is purged", () -> keycloak.admin().get(path("")).status() == 404);
        assertCounted(before, "drop", "success");
    }
}
