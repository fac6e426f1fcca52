package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantException.Reason;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each operation does to a tenant in each state, and what a commit or rollback of the realm's change does. */
final class StateChangeTest {

    private static final Duration RETENTION = Duration.ofDays(30);

    private static final Map<StateOperation, Set<TenantState>> ALLOWED = Map.of(
            StateOperation.SUSPEND, EnumSet.of(TenantState.ACTIVE),
            StateOperation.RESUME, EnumSet.of(TenantState.SUSPENDED),
            StateOperation.ARCHIVE, EnumSet.of(TenantState.ACTIVE, TenantState.SUSPENDED),
            StateOperation.RESTORE, EnumSet.of(TenantState.ARCHIVED));

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantLifecycle lifecycle = TENANTS.lifecycle();
    private final TenantRegistry registry = TENANTS.registry();
    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void nobodyElseWasTouched() {
        lifecycle.remove(initech);
        assertThat(registry.find(TENANTS.acme().realmId())).contains(TENANTS.acme());
        assertThat(registry.find(TENANTS.globex().realmId())).contains(TENANTS.globex());
    }

    private Participant change(Tenant tenant, StateOperation operation) {
        return operation == StateOperation.ARCHIVE
                ? lifecycle.archive(tenant, RETENTION)
                : lifecycle.change(tenant, operation);
    }

    private Tenant now() {
        return registry.find(initech.realmId()).orElseThrow();
    }

    private Tenant being(TenantState state) {
        return new Tenant(initech.realmId(), initech.name(), initech.displayName(), initech.database(),
                initech.schema(), initech.roleOrNull(), initech.idPrefix(), state, initech.schemaVersion(), initech.createdAt(), null);
    }

    @ParameterizedTest
    @EnumSource(StateOperation.class)
    void anOperationChangesAllowedStatesSkipsItsOutcomeAndRefusesTheRest(StateOperation operation) {
        for (TenantState state : TenantState.values()) {
            if (ALLOWED.get(operation).contains(state)) {
                assertThat(operation.changes(being(state))).as("%s from %s", operation, state).isTrue();
            } else if (state == operation.outcome()) {
                assertThat(operation.changes(being(state))).as("%s from %s", operation, state).isFalse();
            } else {
                assertThatExceptionOfType(TenantException.class).isThrownBy(() -> operation.changes(being(state)))
                        .withMessage("Tenant initech is " + state)
                        .extracting(TenantException::reason)
                        .isEqualTo(Reason.WRONG_STATE);
            }
        }
    }

    @Test
    void theRegistryChangesBeforeTheCommit() {
        Participant suspension = change(initech, StateOperation.SUSPEND);
        assertThat(now().state()).isEqualTo(TenantState.ACTIVE);

        suspension.prepare();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
        suspension.afterCommit();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void aRolledBackChangeRestoresTheState() {
        Participant suspension = change(initech, StateOperation.SUSPEND);
        suspension.prepare();
        suspension.afterRollback();

        assertThat(now()).isEqualTo(initech);
    }

    @Test
    void aRollbackOfAnUnpreparedChangeChangesNothing() {
        Participant first = change(initech, StateOperation.SUSPEND);
        first.prepare();

        change(initech, StateOperation.ARCHIVE).afterRollback();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void theSecondOfTwoOverlappingChangesIsRefused() {
        Participant suspension = change(initech, StateOperation.SUSPEND);
        Participant archiving = change(initech, StateOperation.ARCHIVE);
        suspension.prepare();

        assertThatExceptionOfType(TenantException.class).isThrownBy(archiving::prepare)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.WRONG_STATE);
        archiving.afterRollback();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void anArchivedTenantHasAPurgeDateUntilItIsRestored() {
        change(initech, StateOperation.ARCHIVE).prepare();
        assertThat(now().purgeAfter()).isNotNull();
        assertThat(registry.toBePurged(10)).isEmpty();

        change(now(), StateOperation.RESTORE).prepare();
        assertThat(now()).isEqualTo(initech);
    }

    @Test
    void aRolledBackRestorationKeepsThePurgeDate() {
        change(initech, StateOperation.ARCHIVE).prepare();
        Tenant archived = now();
        Participant restoration = change(archived, StateOperation.RESTORE);
        restoration.prepare();
        restoration.afterRollback();

        assertThat(now()).isEqualTo(archived);
    }

    /** A date from the JVM's clock would differ by a fraction of a second at least. */
    @Test
    void thePurgeDateComesFromTheDatabasesClock() {
        change(initech, StateOperation.ARCHIVE).prepare();

        assertThat(TENANTS.beside().<Boolean>value("""
                select purge_after = changed_at + interval '30 days' from tenantry.tenant where realm_id = ?""",
                initech.realmId())).isTrue();
    }

    @Test
    void anArchivedTenantIsToBePurgedAfterItsRetention() {
        lifecycle.archive(initech, Duration.ZERO).prepare();

        assertThat(registry.toBePurged(10)).containsExactly(now());
    }
}
