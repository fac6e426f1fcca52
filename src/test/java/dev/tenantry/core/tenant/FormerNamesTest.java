package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.lifecycle.AdoptionStates;
import dev.tenantry.core.lifecycle.Dropping;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantException.Reason;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A former name of a tenant stays reserved for the tenant's realm until the name is freed. */
@Timeout(60)
final class FormerNamesTest {

    private static final TenantName INITECH = new TenantName("initech");
    private static final TenantName HOOLI = new TenantName("hooli");
    private static final int ROUNDS = 40;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantRegistry registry = TENANTS.registry();
    private final TenantLifecycle lifecycle = TENANTS.lifecycle();
    private final FormerNames names = TENANTS.formerNames();
    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void remove() {
        registry.find(initech.realmId()).ifPresent(lifecycle::remove);
        names.list("", 0, 100).forEach(kept -> names.free(kept.name()));
    }

    private void rename(TenantName name) {
        run(lifecycle.rename(registry.find(initech.realmId()).orElseThrow(), name, "Initech"));
    }

    private static void run(Participant participant) {
        participant.prepare();
        participant.afterCommit();
    }

    private void drop() {
        run(lifecycle.drop(initech));
    }

    private void provision(String realmId, TenantName name) {
        Provisioning provisioning = lifecycle.provision(new NewTenant(realmId, name, "Initech"));
        run(provisioning);
    }

    private void assertKeptForItsRealm() {
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> provision("another-realm", INITECH))
                .withMessageContaining("tenantry free-name initech")
                .extracting(TenantException::reason)
                .isEqualTo(Reason.ALREADY_EXISTS);
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(lifecycle.rename(TENANTS.globex(), INITECH, "Globex")::prepare)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(registry.find("another-realm")).isEmpty();
        assertThat(registry.find(TENANTS.globex().realmId())).contains(TENANTS.globex());
        assertThat(names.holder("initech")).contains(initech.realmId());
    }

    @Test
    void aRenamedTenantsOldNameStaysReservedForItsRealm() {
        rename(HOOLI);

        assertKeptForItsRealm();
        rename(INITECH);
        assertThat(registry.findByName("initech")).map(Tenant::realmId).contains(initech.realmId());
    }

    @Test
    void aDroppedTenantsNameStaysReservedForItsRealm() {
        drop();

        assertKeptForItsRealm();
        provision(initech.realmId(), INITECH);
        assertThat(registry.findByName("initech")).map(Tenant::realmId).contains(initech.realmId());
    }

    @Test
    void allNamesOfADroppedTenantStayReserved() {
        rename(HOOLI);
        initech = registry.find(initech.realmId()).orElseThrow();
        drop();

        assertThat(names.list("", 0, 10)).extracting(FormerName::name).containsExactly("hooli", "initech");
        assertThat(names.areKeptFor(initech.realmId())).isTrue();
        assertThat(names.areKeptFor("another-realm")).isFalse();
    }

    @Test
    void theListNamesRealmAndTenantOfAFormerName() {
        rename(HOOLI);

        assertThat(names.list("NIT", 0, 10)).singleElement().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo("initech");
            assertThat(kept.realmId()).isEqualTo(initech.realmId());
            assertThat(kept.tenantOrNull()).isEqualTo("hooli");
            assertThat(kept.since()).isBefore(Instant.now().plusSeconds(60));
        });
        assertThat(names.list("ni_", 0, 10)).isEmpty();
        drop();
        assertThat(names.list("initech", 0, 10)).extracting(FormerName::tenantOrNull).containsExactly((String) null);
    }

    @Test
    void aCurrentNameIsNoFormerName() {
        rename(HOOLI);
        rename(INITECH);

        assertThat(names.list("initech", 0, 10)).isEmpty();
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> names.free("initech"));
    }

    @Test
    void aFreedNameIsAvailableToAnyRealm() {
        rename(HOOLI);
        names.free("initech");

        assertThat(names.holder("initech")).isEmpty();
        provision("another-realm", INITECH);
        registry.find("another-realm").ifPresent(lifecycle::remove);
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> names.free("initech"))
                .extracting(TenantException::reason)
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aFailedProvisioningReservesNoName() {
        Provisioning failing = lifecycle.provision(new NewTenant("another-realm", HOOLI, "Hooli"));
        failing.afterRollback();

        assertThat(names.holder("hooli")).isEmpty();
    }

    @Test
    void aDropThatIsRolledBackLeavesTheNameWithItsTenant() {
        Dropping drop = lifecycle.drop(initech);
        drop.prepare();
        drop.afterRollback();

        assertThat(names.list("", 0, 10)).isEmpty();
        assertThat(names.holder("initech")).contains(initech.realmId());
    }

    @Test
    void aReleasedRealmsNameIsNoFormerName() {
        rename(HOOLI);
        rename(INITECH);
        AdoptionStates states = lifecycle.adoptionStates();
        run(states.release(initech, JobClaim.NONE));
        states.released(registry.find(initech.realmId()).orElseThrow(), JobClaim.NONE, handle -> {});

        assertThat(names.list("", 0, 10)).extracting(FormerName::name).containsExactly("hooli");
        assertThat(names.holder("initech")).isEmpty();
    }

    @Test
    void noOtherRealmGetsANameWhileItsTenantIsRenamed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                CyclicBarrier start = new CyclicBarrier(2);
                TenantName next = new TenantName("initech-" + round);
                TenantName current = registry.find(initech.realmId()).orElseThrow().name();
                Callable<Boolean> thief = () -> {
                    start.await();
                    try {
                        provision("another-realm", current);
                        return true;
                    } catch (TenantException refused) {
                        return false;
                    }
                };
                Callable<Boolean> owner = () -> {
                    start.await();
                    rename(next);
                    return true;
                };
                Future<Boolean> stolen = threads.submit(thief);
                threads.submit(owner).get();
                assertThat(stolen.get()).as("round " + round).isFalse();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
