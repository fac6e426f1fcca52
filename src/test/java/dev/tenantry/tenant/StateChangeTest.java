package dev.tenantry.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.tenant.TenantException.Reason;
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

/** What each verb does to a tenant in each state, and how it is tied to the realm's change. */
final class StateChangeTest {

    private static final Duration RETENTION = Duration.ofDays(30);

    private static final Map<StateVerb, Set<TenantState>> ALLOWED = Map.of(
            StateVerb.SUSPEND, EnumSet.of(TenantState.ACTIVE),
            StateVerb.RESUME, EnumSet.of(TenantState.SUSPENDED),
            StateVerb.ARCHIVE, EnumSet.of(TenantState.ACTIVE, TenantState.SUSPENDED),
            StateVerb.RESTORE, EnumSet.of(TenantState.ARCHIVED));

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

    private Participant change(Tenant tenant, StateVerb verb) {
        return verb == StateVerb.ARCHIVE ? lifecycle.archive(tenant, RETENTION) : lifecycle.change(tenant, verb);
    }

    private Tenant now() {
        return registry.find(initech.realmId()).orElseThrow();
    }

    private Tenant being(TenantState state) {
        return new Tenant(initech.realmId(), initech.name(), initech.displayName(), initech.database(),
                initech.schema(), initech.roleOrNull(), initech.idPrefix(), state, initech.schemaVersion(), initech.createdAt(), null);
    }

    @ParameterizedTest
    @EnumSource(StateVerb.class)
    void aVerbChangesWhatItMayDoesNothingTwiceAndRefusesTheRest(StateVerb verb) {
        for (TenantState state : TenantState.values()) {
            if (ALLOWED.get(verb).contains(state)) {
                assertThat(verb.changes(being(state))).as("%s from %s", verb, state).isTrue();
            } else if (state == verb.outcome()) {
                assertThat(verb.changes(being(state))).as("%s from %s", verb, state).isFalse();
            } else {
                assertThatExceptionOfType(TenantException.class).isThrownBy(() -> verb.changes(being(state)))
                        .withMessage("Tenant initech is " + state)
                        .extracting(TenantException::reason)
                        .isEqualTo(Reason.WRONG_STATE);
            }
        }
    }

    @Test
    void theRegistryGoesFirst() {
        Participant suspension = change(initech, StateVerb.SUSPEND);
        assertThat(now().state()).isEqualTo(TenantState.ACTIVE);

        suspension.prepare();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
        suspension.complete();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void aChangeThatIsAbandonedIsTakenBack() {
        Participant suspension = change(initech, StateVerb.SUSPEND);
        suspension.prepare();
        suspension.abandon();

        assertThat(now()).isEqualTo(initech);
    }

    @Test
    void aChangeThatWasNeverPreparedTakesNothingBack() {
        Participant first = change(initech, StateVerb.SUSPEND);
        first.prepare();

        change(initech, StateVerb.ARCHIVE).abandon();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void ofTwoChangesAtOnceOneIsRefused() {
        Participant suspension = change(initech, StateVerb.SUSPEND);
        Participant archiving = change(initech, StateVerb.ARCHIVE);
        suspension.prepare();

        assertThatExceptionOfType(TenantException.class).isThrownBy(archiving::prepare)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.WRONG_STATE);
        archiving.abandon();
        assertThat(now().state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void anArchivedTenantHasTheDateOfItsPurgeUntilItIsRestored() {
        change(initech, StateVerb.ARCHIVE).prepare();
        assertThat(now().purgeAfter()).isNotNull();
        assertThat(registry.toBePurged(10)).isEmpty();

        change(now(), StateVerb.RESTORE).prepare();
        assertThat(now()).isEqualTo(initech);
    }

    @Test
    void aRestorationThatIsAbandonedKeepsTheDate() {
        change(initech, StateVerb.ARCHIVE).prepare();
        Tenant archived = now();
        Participant restoration = change(archived, StateVerb.RESTORE);
        restoration.prepare();
        restoration.abandon();

        assertThat(now()).isEqualTo(archived);
    }

    /** Of the JVM's clock it would be another fraction of a second at least. */
    @Test
    void theDateOfAPurgeIsOfTheDatabasesClock() {
        change(initech, StateVerb.ARCHIVE).prepare();

        assertThat(TENANTS.beside().<Boolean>value("""
                select purge_after = changed_at + interval '30 days' from tenantry.tenant where realm_id = ?""",
                initech.realmId())).isTrue();
    }

    @Test
    void anArchivedTenantWhoseTimeHasComeIsToBePurged() {
        lifecycle.archive(initech, Duration.ZERO).prepare();

        assertThat(registry.toBePurged(10)).containsExactly(now());
    }
}
