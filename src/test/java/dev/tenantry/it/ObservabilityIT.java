package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.keycloak.Meters;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what the server's operators see of tenants: meters, readiness, and the tenant's name in log lines. */
final class ObservabilityIT {

    private static final String SUCCESS = "outcome=\"success\"";
    private static final String REFUSED = "outcome=\"refused\"";
    private static final String FAILED = "outcome=\"failed\"";
    private static final String PROVISION = "operation=\"provision\"";
    private static final String DROP = "operation=\"drop\"";
    private static final String READ = "operation=\"read\"";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final TenantsRole role = TenantsRole.of(keycloak.database());
    private final TestTenants tenants = new TestTenants(keycloak);
    private final Meters before = meters();
    private final TestTenant acme = tenants.provision("ada", "acme-secret-1");

    @AfterEach
    void letIn() {
        role.letIn();
    }

    private Meters meters() {
        return Meters.of(keycloak.server());
    }

    private double increase(String series, String... labels) {
        return meters().value(series, labels) - before.value(series, labels);
    }

    @Test
    void operationsAreCountedByOutcomeAndTimed() {
        tenants.provision(TestTenants.request(acme.name(), "ada", "acme-secret-1"));
        tenants.provision(Map.of("name", "Not A Name"));

        assertThat(increase("tenantry_operation_seconds_count", PROVISION, SUCCESS)).isEqualTo(1);
        assertThat(increase("tenantry_operation_seconds_sum", PROVISION, SUCCESS)).isPositive();
        assertThat(increase("tenantry_operation_seconds_count", PROVISION, REFUSED)).isEqualTo(2);
        assertThat(increase("tenantry_operation_seconds_count", DROP, SUCCESS)).isZero();

        drop();

        assertThat(increase("tenantry_operation_seconds_count", DROP, SUCCESS)).isEqualTo(1);
        assertThat(increase("tenantry_operation_seconds_count", DROP, FAILED)).isZero();
    }

    @Test
    void anOperationThatTheStateForbidsIsRefusedAndAMigrationIsCounted() {
        String path = TestTenants.PATH + "/" + acme.name();
        keycloak.admin().post(path + "/archive", Map.of());
        keycloak.admin().post(path + "/suspend", Map.of());
        keycloak.admin().post(path + "/restore", Map.of());
        keycloak.admin().post(path + "/migrate", Map.of());

        assertThat(increase("tenantry_operation_seconds_count", "operation=\"archive\"", SUCCESS)).isEqualTo(1);
        assertThat(increase("tenantry_operation_seconds_count", "operation=\"suspend\"", REFUSED)).isEqualTo(1);
        assertThat(increase("tenantry_operation_seconds_count", "operation=\"restore\"", SUCCESS)).isEqualTo(1);
        assertThat(increase("tenantry_operation_seconds_count", "operation=\"migrate\"", SUCCESS)).isEqualTo(1);
        assertThat(increase("tenantry_migrations_total", SUCCESS)).isEqualTo(2);
    }

    @Test
    void callsToATenantsTablesAreCountedByOperation() {
        double reads = meters().value("tenantry_store_seconds_count", READ, SUCCESS);
        acme.signIn("nobody", "whatever-1");
        assertThat(meters().value("tenantry_store_seconds_count", READ, SUCCESS)).isGreaterThan(reads);

        double commits = meters().value("tenantry_store_seconds_count", "operation=\"commit\"", SUCCESS);
        acme.put("/users/" + acme.firstUserId(), Map.of("firstName", "Augusta"));
        assertThat(meters().value("tenantry_store_seconds_count", "operation=\"commit\"", SUCCESS))
                .isEqualTo(commits + 1);
    }

    @Test
    void noMeterContainsATenantsNameOrId() {
        acme.signIn("ada", "acme-secret-1");

        assertThat(meters().value("tenantry_pool_connections_max")).isEqualTo(20);
        assertThat(meters().ours()).isNotEmpty()
                .noneMatch(line -> line.contains(acme.name()) || line.contains(acme.id()));
    }

    @Test
    void anOutageShowsInReadinessAndMetersAndEndsByItself() {
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(ready().status()).isEqualTo(200);
        assertThat(tenantStore()).isEqualTo("UP");
        role.shutOut();

        Answer answer = ready();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(tenantStore()).isEqualTo("DOWN");
        assertThat(answer.body()).doesNotContain("tenants-secret").doesNotContain("jdbc:");
        acme.signIn("nobody", "whatever-1");
        tenants.provision(TestTenants.request(TestTenants.newName(), "ada", "lovelace-1815"));
        assertThat(increase("tenantry_store_seconds_count", READ, FAILED)).isPositive();
        assertThat(increase("tenantry_operation_seconds_count", PROVISION, FAILED)).isEqualTo(1);
        assertThat(Http.at(keycloak.server().managementUrl()).get("/health/live").status()).isEqualTo(200);

        role.letIn();
        Eventually.holds("the server is ready", () -> ready().status() == 200);
        assertThat(tenantStore()).isEqualTo("UP");
    }

    @Test
    void logLinesHoldTheTenantsNameInASeparateField() {
        assertThat(logged("was provisioned")).isNotEmpty();

        role.shutOut();
        acme.signIn("nobody", "whatever-1");
        assertThat(logged("database is unavailable")).as("log lines of a sign-in").isNotEmpty();

        role.letIn();
        Eventually.holds("the tenant is dropped", () ->
                drop().status() == 204);
        assertThat(logged("was dropped")).isNotEmpty();
    }

    private Answer drop() {
        return TestTenants.drop(keycloak.admin(), acme.name());
    }

    private List<JsonNode> logged(String message) {
        return keycloak.structuredLog().stream()
                .filter(line -> line.at("/mdc/tenant").asText().equals(acme.name()))
                .filter(line -> line.at("/message").asText().contains(message))
                .toList();
    }

    private Answer ready() {
        return Http.at(keycloak.server().managementUrl()).get("/health/ready");
    }

    private String tenantStore() {
        return StreamSupport.stream(ready().json().get("checks").spliterator(), false)
                .filter(check -> check.get("name").asText().equals("tenant store"))
                .map(check -> check.get("status").asText())
                .findFirst()
                .orElseThrow();
    }
}
