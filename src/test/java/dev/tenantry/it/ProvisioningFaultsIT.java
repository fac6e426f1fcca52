package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.process.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** If a step of a tenant's provisioning or drop fails, the operation is either finished later or leaves no change. */
@Tag("main")
final class ProvisioningFaultsIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final String name = TestTenants.newName();
    private final Traces traces = new Traces(keycloak, name);

    @AfterEach
    void disarm() {
        Fault.disarm(keycloak.database());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "REGISTRATION", "SCHEMA", "MIGRATION", "REALM", "COMPONENT", "FIRST_USER", "COMMIT_OF_SCHEMA",
                "COMMIT_OF_REALM"
            })
    void aProvisioningThatFailsLeavesNothingAndCanBeRepeated(Fault fault) {
        fault.fail(keycloak.database());

        Answer failed = provision();

        assertThat(failed.status()).as(failed.body()).isIn(500, 503);
        assertThat(failed.body()).doesNotContain("injected").doesNotContain("Exception");
        traces.assertNone();

        Fault.disarm(keycloak.database());
        assertThat(provision().status()).isEqualTo(201);
        assertThat(signIn().status()).isEqualTo(200);
    }

    @Test
    void aProvisioningThatFailsAfterTheRealmIsCommittedIsFinishedByTheReconciler() {
        Fault.PUTTING_INTO_SERVICE.fail(keycloak.database());

        Answer provisioned = provision();

        assertThat(provisioned.status()).isEqualTo(201);
        assertThat(provisioned.json().get("state").asText()).isEqualTo("PROVISIONING");
        assertThat(signIn().status()).isEqualTo(503);

        Fault.disarm(keycloak.database());
        Eventually.holds("the tenant is in service", () -> traces.state().equals("ACTIVE"));
        assertThat(signIn().status()).isEqualTo(200);
    }

    @Test
    void aDropWhoseRealmRemovalFailsLeavesTheTenantInService() {
        assertThat(provision().status()).isEqualTo(201);
        Fault.COMMIT_OF_REALM_REMOVAL.fail(keycloak.database());

        assertThat(drop().status()).isIn(500, 503);

        assertThat(traces.state()).isEqualTo("ACTIVE");
        assertThat(signIn().status()).isEqualTo(200);
        Fault.disarm(keycloak.database());
        assertThat(drop().status()).isEqualTo(204);
        traces.assertNone();
    }

    @Test
    void aDropThatFailsAfterTheRealmsRemovalIsFinishedByTheReconciler() {
        assertThat(provision().status()).isEqualTo(201);
        Fault.DROPPING_SCHEMA.fail(keycloak.database());

        assertThat(drop().status()).isEqualTo(204);
        assertThat(traces.state()).isEqualTo("DROPPING");
        assertThat(drop().status()).isEqualTo(409);

        Fault.disarm(keycloak.database());
        Eventually.holds("the schema is dropped", traces::areNone);
        traces.assertNone();
    }

    private Answer provision() {
        return tenants.provision(TestTenants.request(name, "ada", "lovelace-1815"));
    }

    private Answer drop() {
        return TestTenants.drop(keycloak.admin(), name);
    }

    private Answer signIn() {
        return new Realm(keycloak.server().url(), name).passwordGrant("admin-cli", "ada", "lovelace-1815");
    }
}
