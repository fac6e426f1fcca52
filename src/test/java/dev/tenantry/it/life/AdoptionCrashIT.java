package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.actors.UserFixtures;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.process.Eventually;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills the server ({@code kill -9}) during an adoption and during a release, and cancels an adoption. */
@Tag("long")
final class AdoptionCrashIT {

    /** The adoption copies this number of users in two pages. */
    private static final int USERS = 550;

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private TestTenant globex;

    @BeforeEach
    void provision() {
        globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
        globex.addUser("user1", "globex-secret-3");
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        Fault.disarm(keycloak.database());
        if (!keycloak.server().isAlive()) {
            keycloak.server().start();
        }
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(globex.signIn("user1", "globex-secret-3").status()).isEqualTo(200);
        assertThat(globex.count("users", "true")).isEqualTo(2);
        TestTenants.drop(keycloak.admin(), globex.name());
    }

    @Test
    void aCrashWhileUsersAreCopiedLosesNoUser() {
        crashDuring(Fault.COPYING);
    }

    @Test
    void aCrashWhileTheRealmBecomesATenantLosesNoUser() {
        crashDuring(Fault.SWITCHING);
    }

    /** The realm has no component until the job repeats the step, and stays out of service meanwhile. */
    @Test
    void aCrashAfterTheRegistryHasTheTenantLosesNoUser() {
        crashDuring(Fault.COMMIT_OF_SWITCH);
    }

    @Test
    void aCrashWhileUsersAreRemovedFromKeycloaksTablesLosesNoUser() {
        crashDuring(Fault.REMOVING);
    }

    private void crashDuring(Fault fault) {
        UserFixtures fixtures = UserFixtures.create(keycloak, USERS);
        Map<String, JsonNode> before = fixtures.looks();
        FaultLock lock = fault.hold(keycloak.database());
        TestAdoption adoption = TestAdoption.of(fixtures);
        Eventually.holds("the step is reached", lock::isAwaited);
        assertThat(TestAdoption.of(fixtures)).as("the job of a repeated request").isEqualTo(adoption);
        keycloak.onThisMachine().kill();
        lock.endThoseWhoWait();
        Fault.disarm(keycloak.database());
        keycloak.server().start();

        Eventually.holds("the adoption ends", () -> !adoption.isRunning());
        adoption.adopted(fixtures);
        assertThat(fixtures.looks()).isEqualTo(before);
        assertThat(fixtures.refused()).isEmpty();
        assertThat(keycloak.server().log()).as("only the job puts the realm into service")
                .doesNotContain("The realm of tenant " + fixtures.realm().name() + " was out of service");
    }

    @Test
    void aCrashDuringAReleaseLosesNoUser() {
        UserFixtures fixtures = UserFixtures.create(keycloak, USERS);
        Map<String, JsonNode> before = fixtures.looks();
        TestAdoption.of(fixtures).adopted(fixtures);
        FaultLock lock = Fault.COPYING.hold(keycloak.database());
        TestAdoption release = TestAdoption.releaseOf(fixtures);
        Eventually.holds("the step is reached", lock::isAwaited);
        keycloak.onThisMachine().kill();
        lock.endThoseWhoWait();
        Fault.disarm(keycloak.database());
        keycloak.server().start();

        Eventually.holds("the release ends", () -> !release.isRunning());
        release.ended("DONE");
        assertThat(fixtures.asTenant("").status()).isEqualTo(404);
        assertThat(fixtures.local()).isEqualTo(fixtures.total());
        assertThat(fixtures.looks()).isEqualTo(before);
        assertThat(fixtures.refused()).isEmpty();
    }

    @Test
    void aCancelledAdoptionLosesNoUser() {
        UserFixtures fixtures = UserFixtures.create(keycloak, USERS);
        FaultLock lock = Fault.COPYING.hold(keycloak.database());
        TestAdoption adoption = TestAdoption.of(fixtures);
        Eventually.holds("the step is reached", lock::isAwaited);
        assertThat(fixtures.signIn(1).status()).as("a sign-in during the adoption").isEqualTo(403);
        assertThat(fixtures.realm().put("", Map.of("enabled", true)).status()).isEqualTo(409);
        CompletableFuture<Answer> cancel = CompletableFuture.supplyAsync(adoption::cancel);
        Eventually.holds("the cancellation waits for the step", () -> !keycloak.database().rows("""
                select 1 from pg_stat_activity
                where wait_event_type = 'Lock' and query like '%adoption set step = ''UNDO''%'""").isEmpty());
        Fault.disarm(keycloak.database());
        lock.close();

        assertThat(cancel.join().status()).isEqualTo(200);
        adoption.ended("CANCELLED");
        assertThat(fixtures.asTenant("").status()).isEqualTo(404);
        assertThat(fixtures.local()).isEqualTo(fixtures.total());
        assertThat(fixtures.refused()).isEmpty();
        assertThat(adoption.cancel().status()).as("a second cancellation").isEqualTo(409);
    }
}
