package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantException.Reason;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class SimultaneousProvisioningTest {

    private static final int SERVERS = 4;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose("shutdown")
    private final ExecutorService threads = Executors.newFixedThreadPool(SERVERS);

    @RepeatedTest(3)
    void exactlyOneOfSeveralServersGetsTheName(RepetitionInfo repetition) throws Exception {
        TenantName name = new TenantName("initech-" + repetition.getCurrentRepetition());
        List<String> winners = ofAllAtOnce(number -> {
            String realmId = name + "-of-server-" + number;
            Provisioning provisioning = TENANTS.lifecycle().provision(new NewTenant(realmId, name, "Initech"));
            provisioning.prepare();
            provisioning.afterCommit();
            return realmId;
        });

        assertThat(winners).hasSize(1);
        Tenant provisioned = TENANTS.registry().findByName(name.value()).orElseThrow();
        assertThat(provisioned.realmId()).isEqualTo(winners.get(0));
        assertThat(provisioned.state()).isEqualTo(TenantState.ACTIVE);
        assertThat(TENANTS.beside().rows("select 1 from pg_namespace where nspname like ?",
                provisioned.schema().value().replaceFirst("_[0-9a-f]{8}$", "") + "\\_%")).hasSize(1);
    }

    /**
     * The pool has two connections, and all provisionings together may use one of them. A provisioning that has the
     * connection must not ask for a second one.
     */
    @Test
    void manyProvisioningsFinishWithTwoConnections() throws Exception {
        try (Database small = Database.open(TENANTS.settings(2, Duration.ofSeconds(2)))) {
            TenantLifecycle lifecycle = TENANTS.lifecycle(small);
            List<String> provisioned = ofAllAtOnce(number -> {
                Provisioning provisioning = lifecycle.provision(TwoTenants.newTenant("hooli-" + number));
                provisioning.component("component-" + number);
                provisioning.firstUser("user-" + number);
                provisioning.prepare();
                provisioning.afterCommit();
                return provisioning.tenant().name().value();
            });

            assertThat(provisioned).hasSize(SERVERS);
        }
        assertThat(TENANTS.beside().rows("""
                select component_id, first_user_id from tenantry.tenant where name like 'hooli-%' and state = 'ACTIVE'"""))
                .hasSize(SERVERS).doesNotHaveDuplicates()
                .allSatisfy(row -> assertThat(row).doesNotContainNull());
    }

    /** The provisioning's own transaction and another transaction use both connections of the pool. */
    @Test
    void aProvisioningInProgressNeedsNoSecondConnection() {
        try (Database small = Database.open(TENANTS.settings(2, Duration.ofMillis(300)))) {
            TenantLifecycle lifecycle = TENANTS.lifecycle(small);
            Provisioning provisioning = lifecycle.provision(TwoTenants.newTenant("vehement"));
            Transaction other = small.begin(TENANTS.globex().scope());
            provisioning.component("component");
            provisioning.firstUser("user");
            provisioning.prepare();
            provisioning.afterCommit();
            other.rollback();
        }
        assertThat(TENANTS.registry().findByName("vehement")).map(Tenant::state).contains(TenantState.ACTIVE);
    }

    @Test
    void provisioningsOfDifferentNamesDoNotDisturbEachOther() throws Exception {
        List<String> provisioned = ofAllAtOnce(number -> TENANTS.provision("umbrella-" + number).name().value());

        assertThat(provisioned).hasSize(SERVERS);
    }

    /**
     * Starts all attempts at once. Returns the results of the attempts, except of those that are refused because the
     * tenant already exists.
     */
    private List<String> ofAllAtOnce(Provisioner provisioner) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> attempts = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            int number = i;
            Callable<String> attempt = () -> {
                start.await();
                try {
                    return provisioner.of(number);
                } catch (TenantException refused) {
                    assertThat(refused.reason()).isEqualTo(Reason.ALREADY_EXISTS);
                    return null;
                }
            };
            attempts.add(threads.submit(attempt));
        }
        start.countDown();
        List<String> results = new ArrayList<>();
        for (Future<String> attempt : attempts) {
            if (attempt.get() != null) {
                results.add(attempt.get());
            }
        }
        return results;
    }

    private interface Provisioner {
        String of(int number);
    }
}
