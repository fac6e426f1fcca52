package dev.tenantry.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Outcome;
import dev.tenantry.core.tenant.StoreOperation;
import dev.tenantry.core.tenant.TenantTransaction;
import dev.tenantry.core.tenant.TenantTransactions;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class TenantMetersTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TenantMeters meters = new TenantMeters(registry);

    @Test
    void everySeriesIsThereBeforeAnythingHappens() {
        assertThat(registry.get("tenantry.operation").timers())
                .hasSize(Operation.values().length * Outcome.values().length)
                .allMatch(timer -> timer.count() == 0);
        assertThat(registry.get("tenantry.store").timers())
                .hasSize(StoreOperation.values().length * Outcome.values().length);
        assertThat(registry.get("tenantry.migrations").counters()).hasSize(Outcome.values().length);
    }

    @Test
    void eventsAreCountedAndTimedWithTheirLabels() {
        meters.operationEnded(Operation.PROVISION, Outcome.SUCCESS, Duration.ofMillis(1500));
        meters.operationEnded(Operation.PROVISION, Outcome.REFUSED, Duration.ofMillis(1));
        meters.storeCalled(StoreOperation.READ, Outcome.FAILED, Duration.ofSeconds(2));
        meters.migrationEnded(Outcome.FAILED);

        Timer provisioned = registry.get("tenantry.operation").tags("operation", "provision", "outcome", "success")
                .timer();
        assertThat(provisioned.count()).isEqualTo(1);
        assertThat(provisioned.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1500);
        assertThat(registry.get("tenantry.operation").tags("operation", "drop", "outcome", "success").timer().count())
                .isZero();
        assertThat(registry.get("tenantry.store").tags("operation", "read", "outcome", "failed").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("tenantry.migrations").tag("outcome", "failed").counter().count()).isEqualTo(1);
        assertThat(registry.get("tenantry.migrations").tag("outcome", "success").counter().count()).isZero();
    }

    @Test
    void aConnectionInUseIsSeenInThePool() {
        try (Database database = TENANTS.open(3)) {
            TenantMeters.watchPool(registry, database);
            assertThat(connections("active")).isZero();
            assertThat(registry.get("tenantry.pool.waiting").tag("database", "main").gauge().value()).isZero();

            TenantTransaction transaction = new TenantTransactions(database).begin(TENANTS.acme());
            assertThat(connections("active")).isEqualTo(1);
            assertThat(gauge("tenantry.pool.connections.max")).isEqualTo(3);
            assertThat(gauge("tenantry.pool.waiting")).isZero();

            transaction.rollback();
            assertThat(connections("active")).isZero();
            assertThat(connections("idle")).isPositive();
        }
    }

    private double connections(String state) {
        return registry.get("tenantry.pool.connections").tag("state", state).gauge().value();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
