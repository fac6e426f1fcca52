package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.HeldRealm;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.process.Eventually;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A held lock of one tenant blocks no other tenant, and no request waits for the lock forever. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HeldLocksIT {

    private static final String PASSWORD = "acme-secret-1";
    private static final int ROUNDS = 8;

    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another(
            "held-locks", settings -> settings.withOption("spi-tenants--default--db-lock-timeout", "2000"));
    private static final TestTenants TENANTS = new TestTenants(KEYCLOAK);
    private static final ExecutorService CALLERS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        CALLERS.shutdownNow();
        KEYCLOAK.server().stop();
    }

    private final TestTenant acme = TENANTS.provision("ada", PASSWORD);
    private final TestTenant globex = TENANTS.provision("ada", PASSWORD);

    private static boolean isGone(TestTenant tenant) {
        return KEYCLOAK.database().rows("select 1 from tenantry.tenant where realm_id = ?", tenant.id()).isEmpty()
                && KEYCLOAK.database().rows("select 1 from pg_namespace where nspname = ?", tenant.schema()).isEmpty()
                && KEYCLOAK.database().rows("select 1 from realm where id = ?", tenant.id()).isEmpty();
    }

    private static Answer drop(TestTenant tenant) {
        return TestTenants.drop(KEYCLOAK.admin(), tenant.name());
    }

    private static void timeHasCome(TestTenant tenant, String since) {
        assertThat(tenant.apply("archive").status()).isEqualTo(200);
        KEYCLOAK.database().execute(
                "update tenantry.tenant set purge_after = now() - cast(? as interval) where realm_id = ?",
                since, tenant.id());
    }

    @Test
    @SuppressWarnings("try") // the variables only keep the locks
    void aStuckOperationOnATenantBlocksNoOtherTenantAndMakesLaterOperationsAnswer503() {
        TestTenant initech = TENANTS.provision("ada", PASSWORD);
        TestTenant hooli = TENANTS.provision("ada", PASSWORD);
        assertThat(hooli.apply("suspend").status()).isEqualTo(200);
        try (HeldRealm held = HeldRealm.of(KEYCLOAK.database(), acme.id());
                HeldRealm shut = HeldRealm.of(KEYCLOAK.database(), hooli.id())) {
            KEYCLOAK.database().execute(
                    "update tenantry.tenant set state = 'ARCHIVED', purge_after = now() - interval '2 days' where realm_id = ?",
                    acme.id());
            timeHasCome(globex, "1 day");
            Eventually.holds("the next tenant is purged", () -> isGone(globex));

            Answer refused = acme.apply("restore");
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.json().get("errorMessage").asText())
                    .contains(acme.id()).contains("Another operation").contains("try again");
            assertThat(initech.apply("suspend").status()).isEqualTo(200);
            assertThat(isGone(acme)).isFalse();
        }
        Eventually.holds("the tenant is purged after its lock is released", () -> isGone(acme));
        assertThat(hooli.apply("resume").status()).isEqualTo(200);
        assertThat(hooli.signIn("ada", PASSWORD).status()).isEqualTo(200);
        drop(hooli);
        drop(initech);
    }

    @Test
    void aLoginAtALockedTableAnswers503AndNamesTheCommandThatFindsTheLock() throws Exception {
        try (Connection operator = KEYCLOAK.database().connect()) {
            operator.setAutoCommit(false);
            operator.createStatement().execute("lock table %s.users in access exclusive mode".formatted(acme.schema()));

            Answer refused = acme.signIn("ada", "wrong");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("Another transaction has locked the tenant's data.", "tenantry doctor " + acme.name());
            assertThat(globex.signIn("ada", PASSWORD).status()).isEqualTo(200);
            operator.rollback();
        }
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    /** Keycloak's own API removes the realm, and locks the realm's row first. */
    @Test
    void aRemovalByKeycloakAndARenamingAtOnceBothEndWithoutADeadlock() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            TestTenant tenant = TENANTS.provision("ada", PASSWORD);
            String path = TestTenants.PATH + "/" + tenant.name();
            String name = TestTenants.newName();
            CompletableFuture<Answer> removal =
                    CompletableFuture.supplyAsync(() -> KEYCLOAK.admin().delete("/" + tenant.name()), CALLERS);
            Thread.sleep(30L * round); // each round renames in a later part of the removal
            CompletableFuture<Answer> renaming = CompletableFuture.supplyAsync(
                    () -> KEYCLOAK.admin().put(path, Map.of("name", name)), CALLERS);

            assertThat(removal.join().status()).as(removal.join().body()).isIn(204, 404);
            assertThat(renaming.join().status()).as(renaming.join().body()).isIn(200, 404, 409);
            TestTenants.drop(KEYCLOAK.admin(), name);
        }
        assertThat(KEYCLOAK.server().log()).doesNotContain("deadlock detected");
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    @SuppressWarnings("try")
    void aTransactionThatReadsATenantsTablesDelaysOnlyThatTenantsDrop() {
        try (HeldTables reader = HeldTables.of(KEYCLOAK.database(), List.of(acme.schema() + ".users"))) {
            assertThat(drop(acme).status()).isEqualTo(204);
            assertThat(isGone(acme)).isFalse();

            assertThat(drop(globex).status()).isEqualTo(204);
            assertThat(isGone(globex)).isTrue();
            TestTenant initech = TENANTS.provision("ada", PASSWORD);
            timeHasCome(initech, "1 day");
            Eventually.holds("maintenance purges another tenant", () -> isGone(initech));
        }
        Eventually.holds("the drop is repeated", () -> isGone(acme));
    }

    @Test
    @SuppressWarnings("try")
    void aTenantWhoseTablesAreLockedStaysInServiceIfTheFixOfItsRoleFails() {
        KEYCLOAK.database().execute("reassign owned by \"%s\" to \"%s\"".formatted(
                acme.role(), TenantsRole.of(KEYCLOAK.database()).name()));
        KEYCLOAK.database().execute("update tenantry.tenant set role_name = null where realm_id = ?", acme.id());
        KEYCLOAK.admin().post("/" + acme.name() + "/clear-realm-cache", null);
        try (HeldTables reader = HeldTables.of(KEYCLOAK.database(), List.of(acme.schema() + ".users"))) {
            Answer failed = fixRole();

            assertThat(failed.status()).as(failed.body()).isEqualTo(503);
            assertThat(acme.look().json().get("state").asText()).isEqualTo("ACTIVE");
            assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
        }
        JsonNode tokens = acme.signIn("ada", PASSWORD).requiring(200).json();
        assertThat(fixRole().requiring(200).json().get("fixed").asBoolean()).isTrue();
        assertThat(acme.refresh(tokens).status()).as("the user stays signed in").isEqualTo(200);
        assertThat(acme.look().json().get("state").asText()).isEqualTo("ACTIVE");
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    private Answer fixRole() {
        return KEYCLOAK.admin().post(TestTenants.PATH + "/findings/fix",
                Map.of("kind", "ROLE_DIFFERS", "subject", acme.name()));
    }
}
