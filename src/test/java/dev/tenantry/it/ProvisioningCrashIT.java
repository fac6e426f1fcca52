package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keycloak is killed (SIGKILL) in the middle of a tenant's provisioning or drop, and started again. */
@Tag("long")
final class ProvisioningCrashIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final String name = TestTenants.newName();
    private final Traces traces = new Traces(keycloak, name);

    @AfterEach
    void startAgain() {
        Fault.disarm(keycloak.database());
        if (!keycloak.server().isAlive()) {
            keycloak.server().start();
        }
    }

    @Test
    void aCrashDuringTheSchemasMigrationLeavesNothing() {
        crashDuring(Fault.MIGRATION, this::provision, FaultLock::endThoseWhoWait);

        Eventually.holds("the tenant is removed", traces::areNone);
        traces.assertNone();
        assertThat(tenants.provision(TestTenants.request(name, "ada", "lovelace-1815")).status()).isEqualTo(201);
    }

    @Test
    void aCrashAfterWhichTheRealmIsNotCommittedRemovesTheSchema() {
        crashDuring(Fault.COMMIT_OF_REALM, this::provision, FaultLock::endThoseWhoWait);

        Eventually.holds("the tenant is removed", traces::areNone);
        traces.assertNone();
    }

    @Test
    void aCrashAfterWhichTheRealmIsStillCommittedPutsTheTenantInService() {
        // The database finishes the commit after the next start, although the server that requested the commit is gone.
        FaultLock commit = crashDuring(Fault.COMMIT_OF_REALM, this::provision, stillWaiting -> {});
        assertThat(traces.state()).isEqualTo("PROVISIONING");
        commit.close();

        Eventually.holds("the tenant is in service", () -> traces.state().equals("ACTIVE"));
        assertThat(new Realm(keycloak.server().url(), name)
                        .passwordGrant("admin-cli", "ada", "lovelace-1815")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCrashDuringTheSchemasDropIsFollowedByTheDropAfterTheStart() {
        provision();

        crashDuring(
                Fault.DROPPING_SCHEMA,
                () -> TestTenants.drop(keycloak.admin(), name),
                FaultLock::endThoseWhoWait);

        Eventually.holds("the schema is dropped", traces::areNone);
        traces.assertNone();
    }

    private void provision() {
        tenants.provision(TestTenants.request(name, "ada", "lovelace-1815"));
    }

    private FaultLock crashDuring(Fault fault, Runnable request, Consumer<FaultLock> aftermath) {
        FaultLock lock = fault.hold(keycloak.database());
        CompletableFuture<Void> answer = CompletableFuture.runAsync(request);
        Eventually.holds("the step is reached", lock::isAwaited);
        keycloak.onThisMachine().kill();
        assertThat(answer).failsWithin(Duration.ofSeconds(10));
        aftermath.accept(lock);
        Fault.disarm(keycloak.database());
        keycloak.server().start();
        return lock;
    }
}
