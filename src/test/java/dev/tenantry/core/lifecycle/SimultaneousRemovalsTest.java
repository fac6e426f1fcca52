package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SimultaneousRemovalsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    /** The pool has enough connections to remove two tenants at once. */
    @AutoClose
    private final Database database = TENANTS.open(8);

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private CompletableFuture<Void> remove(Tenant tenant) {
        return CompletableFuture.runAsync(() -> TENANTS.lifecycle(database).remove(tenant), threads);
    }

    private static void assertRemoved(Tenant tenant) {
        assertThat(TENANTS.schemaExists(tenant.schema())).isFalse();
        assertThat(TENANTS.registry().find(tenant.realmId())).isEmpty();
    }

    @Test
    void aRemovalThatWaitsForATableDoesNotDelayOtherRemovals() {
        Tenant initech = TENANTS.provision("initech");
        Tenant umbrella = TENANTS.provision("umbrella");
        try (HeldTables reader = HeldTables.of(TENANTS.beside(), List.of(initech.schema().quoted() + ".users"))) {
            CompletableFuture<Void> held = remove(initech);
            Eventually.holds("the removal waits for the table", () -> reader.areAwaitedBy(1));

            remove(umbrella).join();

            assertRemoved(umbrella);
            assertThat(held).as("the other removal still waits").isNotDone();
            assertThatExceptionOfType(CompletionException.class)
                    .as("the other removal stops waiting").isThrownBy(held::join)
                    .withCauseInstanceOf(DatabaseUnavailableException.class);
        }
        assertThat(TENANTS.registry().find(initech.realmId())).as("the tenant is still to be removed").isPresent();

        TENANTS.lifecycle().remove(initech);
        assertRemoved(initech);
    }

    @Test
    void aRemovalStopsWaitingForARowThatAnotherServerHolds() {
        Tenant initech = TENANTS.provision("initech");
        TENANTS.registry().deleteAfter(initech, JobClaim.NONE, () ->
                assertThatExceptionOfType(CompletionException.class).isThrownBy(remove(initech)::join)
                        .withCauseInstanceOf(DatabaseUnavailableException.class));
        TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade"); // the schema stayed
    }

    /** Each removal holds a connection for its row and asks for a second connection. */
    @Test
    void moreRemovalsThanConnectionsFinish() {
        List<Tenant> many = IntStream.range(0, 6).mapToObj(number -> TENANTS.provision("many-" + number)).toList();
        try (Database small = TENANTS.open(2)) {
            TenantLifecycle lifecycle = TENANTS.lifecycle(small);

            CompletableFuture.allOf(many.stream()
                    .map(tenant -> CompletableFuture.runAsync(() -> lifecycle.remove(tenant), threads))
                    .toArray(CompletableFuture[]::new)).join();
        }

        assertThat(many).allSatisfy(SimultaneousRemovalsTest::assertRemoved);
        assertThat(TENANTS.<Integer>inAcme(handle -> handle.count("select count(*) from users"))).isOne();
    }
}
