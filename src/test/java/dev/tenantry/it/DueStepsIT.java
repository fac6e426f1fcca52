package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of a workflow that become due while their tenant is out of service wait until the tenant is back. */
final class DueStepsIT {

    private final KeycloakUnderTest keycloak = PreviewServer.get();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", "acme-secret-1");
    private final TestTenant globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");

    @ParameterizedTest
    @CsvSource({"suspend, resume", "archive, restore"})
    void stepsAreSkippedWithoutAWarningAndRunWhenTheTenantIsBack(String out, String back) {
        int before = keycloak.structuredLog().size();
        String grace = userWithSteps(acme);
        assertThat(acme.apply(out).status()).isEqualTo(200);

        // The second step of globex is due one second after its first step. By then the server has skipped acme's step.
        String other = userWithSteps(globex);
        Eventually.holds("both steps have run", () -> actions(globex, other).contains("VERIFY_EMAIL"));

        assertThat(steps(grace)).as("steps that wait").isOne();
        assertThat(keycloak.structuredLog().stream().skip(before))
                .filteredOn(line -> List.of("WARN", "ERROR").contains(line.get("level").asText()))
                .extracting(line -> line.get("message").asText())
                .isEmpty();

        assertThat(acme.apply(back).status()).isEqualTo(200);
        Eventually.holds("acme's steps have run", () -> actions(acme, grace).contains("VERIFY_EMAIL"));
        Eventually.holds("no step of acme's user is left", () -> steps(grace) == 0);
    }

    private static String userWithSteps(TestTenant tenant) {
        tenant.post("/workflows", Map.of("name", "welcome", "on", "user-created", "steps", List.of(
                Map.of("uses", "add-required-action", "after", "5s", "with", Map.of("action", "UPDATE_PROFILE")),
                Map.of("uses", "add-required-action", "after", "1s", "with", Map.of("action", "VERIFY_EMAIL")))))
                .requiring(201);
        String id = tenant.post("/users", Map.of("username", "grace", "enabled", true, "email", "grace@example.test",
                "firstName", "Grace", "lastName", "Hopper")).requiring(201).createdId();
        Eventually.holds("the workflow has begun", () -> tenant.keycloak().database().<Number>value(
                "select count(*) from workflow_state where resource_id = ?", id).intValue() > 0);
        return id;
    }

    private long steps(String user) {
        return keycloak.database().<Number>value(
                "select count(*) from workflow_state where resource_id = ?", user).longValue();
    }

    private static String actions(TestTenant tenant, String user) {
        return tenant.get("/users/" + user).json().get("requiredActions").toString();
    }
}
