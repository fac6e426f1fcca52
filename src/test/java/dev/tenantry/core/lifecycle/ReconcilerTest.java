package dev.tenantry.core.lifecycle;

import static dev.tenantry.core.lifecycle.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.tenant.RealmDirectory;
import dev.tenantry.core.tenant.RealmDirectory.Outcome;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ReconcilerTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantLifecycle lifecycle = TENANTS.lifecycle();
    private final TenantRegistry registry = TENANTS.registry();
    private final Map<String, Outcome> realms = new HashMap<>();
    private final Reconciler reconciler = new Reconciler(registry, lifecycle, tenant -> realms.get(tenant.realmId()));

    @AfterEach
    void nobodyElseWasTouched() {
        assertThat(registry.find(TENANTS.acme().realmId())).contains(TENANTS.acme());
        assertThat(registry.find(TENANTS.globex().realmId())).contains(TENANTS.globex());
        registry.unfinished().forEach(lifecycle::remove);
        registry.findByName("initech").ifPresent(lifecycle::remove);
    }

    private void assertPutIntoService(Tenant tenant) {
        assertThat(reconciler.run()).isOne();
        assertThat(registry.find(tenant.realmId())).map(Tenant::state).contains(TenantState.ACTIVE);
        assertThat(TENANTS.schemaExists(tenant.schema())).isTrue();
    }

    private void assertRemoved(Tenant tenant) {
        assertThat(reconciler.run()).isOne();
        assertThat(registry.find(tenant.realmId())).isEmpty();
        assertThat(TENANTS.schemaExists(tenant.schema())).isFalse();
    }

    @Nested
    final class AProvisioningCutShort {

        private Tenant afterTheCommit() {
            Provisioning provisioning = lifecycle.provision(newTenant("initech"));
            provisioning.prepare();
            return provisioning.tenant();
        }

        private Tenant beforeTheCommit() {
            try (Database crashing = TENANTS.open(2)) {
                return new TenantLifecycle(crashing, new TenantRegistry(crashing), ReservedNames.builtIn(), "tenant_")
                        .provision(newTenant("initech")).tenant();
            }
        }

        @Test
        void whoseRealmExistsGoesIntoService() {
            Tenant initech = afterTheCommit();
            realms.put(initech.realmId(), Outcome.EXISTS);

            assertPutIntoService(initech);
        }

        @Test
        void whoseRealmDoesNotExistIsRemovedWithItsSchema() {
            Tenant initech = afterTheCommit();
            realms.put(initech.realmId(), Outcome.MISSING);

            assertRemoved(initech);
        }

        @Test
        void thatNeverCommittedItsSchemaIsRemoved() {
            Tenant initech = beforeTheCommit();
            assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
            realms.put(initech.realmId(), Outcome.MISSING);

            assertRemoved(initech);
        }

        @Test
        void thatMayStillBeUnderWayIsLeftAlone() {
            Tenant initech = afterTheCommit();
            realms.put(initech.realmId(), Outcome.UNDECIDED);

            assertThat(reconciler.run()).isZero();
            assertThat(registry.find(initech.realmId())).contains(initech);
            assertThat(TENANTS.schemaExists(initech.schema())).isTrue();
        }
    }

    @Nested
    final class AnEndCutShort {

        private Tenant afterTheMark() {
            return marked(TENANTS.provision("initech"));
        }

        private Tenant marked(Tenant tenant) {
            lifecycle.drop(tenant).prepare();
            return tenant;
        }

        @Test
        void whoseRealmIsGoneIsFinished() {
            Tenant initech = afterTheMark();
            realms.put(initech.realmId(), Outcome.MISSING);

            assertRemoved(initech);
        }

        @Test
        void whoseRealmStayedIsTakenBack() {
            Tenant initech = afterTheMark();
            realms.put(initech.realmId(), Outcome.EXISTS);

            assertPutIntoService(initech);
        }

        @Test
        void ofAnArchivedTenantWhoseRealmStayedLeavesItArchived() {
            Tenant initech = TENANTS.provision("initech");
            lifecycle.archive(initech, Duration.ofDays(30)).prepare();
            Tenant archived = registry.find(initech.realmId()).orElseThrow();
            marked(archived);
            realms.put(initech.realmId(), Outcome.EXISTS);

            assertThat(reconciler.run()).isOne();
            assertThat(registry.find(initech.realmId())).contains(archived);
        }
    }

    @Test
    void tenantsInServiceAreLeftUnchanged() {
        assertThat(reconciler.run()).isZero();
    }

    @Test
    void oneTenantThatFailsDoesNotStopTheNext() {
        Provisioning first = lifecycle.provision(newTenant("hooli"));
        first.prepare();
        Provisioning second = lifecycle.provision(newTenant("initech"));
        second.prepare();
        RealmDirectory failing = tenant -> {
            if (tenant.equals(first.tenant())) {
                throw new IllegalStateException("Keycloak's database is unavailable");
            }
            return Outcome.EXISTS;
        };

        assertThat(new Reconciler(registry, lifecycle, failing).run()).isOne();
        assertThat(registry.unfinished()).containsExactly(first.tenant());
        assertThat(registry.findByName("initech")).map(Tenant::state).contains(TenantState.ACTIVE);
    }

    @Test
    void twoRunsAtOnceDoNoHarm() {
        Provisioning provisioning = lifecycle.provision(newTenant("initech"));
        provisioning.prepare();
        realms.put(provisioning.tenant().realmId(), Outcome.MISSING);
        Reconciler overtaken = new Reconciler(registry, lifecycle, tenant -> {
            reconciler.run();
            return Outcome.MISSING;
        });

        overtaken.run();
        assertThat(registry.find(provisioning.tenant().realmId())).isEmpty();
        assertThat(TENANTS.schemaExists(provisioning.tenant().schema())).isFalse();
    }
}
