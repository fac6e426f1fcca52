package dev.tenantry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.support.process.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DroppingTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void remove() {
        TENANTS.lifecycle().remove(initech);
    }

    private Dropping drop() {
        return TENANTS.lifecycle().drop(initech);
    }

    private void assertState(TenantState expected) {
        assertThat(TENANTS.registry().find(initech.realmId())).map(Tenant::state).contains(expected);
        assertThat(TENANTS.schemaExists(initech.schema())).isTrue();
    }

    @Test
    void aPreparedDropKeepsTheSchemaUntilTheCommit() {
        Dropping end = drop();
        end.prepare();
        assertState(TenantState.DROPPING);

        end.afterCommit();
        assertThat(TENANTS.registry().find(initech.realmId())).isEmpty();
        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
    }

    @Test
    void aDropLeavesOtherTenantsUnchanged() {
        Dropping end = drop();
        end.prepare();
        end.afterCommit();

        assertThat(TENANTS.<Integer>inAcme(handle -> handle.count("select count(*) from users"))).isOne();
        assertThat(TENANTS.<Integer>inGlobex(handle -> handle.count("select count(*) from users"))).isOne();
        assertThat(TENANTS.registry().count("", null)).isEqualTo(2);
    }

    @Test
    void aRolledBackDropPutsTheTenantBackIntoService() {
        Dropping end = drop();
        end.prepare();
        end.afterRollback();

        assertState(TenantState.ACTIVE);
    }

    @Test
    void aDropRolledBackBeforeItIsPreparedChangesNothing() {
        drop().afterRollback();

        assertState(TenantState.ACTIVE);
    }

    @Test
    void aSecondDropIsRefusedAndDoesNotUndoTheFirst() {
        drop().prepare();
        Dropping second = drop();

        assertThatExceptionOfType(TenantException.class).isThrownBy(second::prepare);
        second.afterRollback();
        assertState(TenantState.DROPPING);
    }

    @Test
    void aRemovalCanBeRepeated() {
        TENANTS.lifecycle().remove(initech);
        TENANTS.lifecycle().remove(initech);

        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
    }

    @Test
    void aRemovalOfTheOldTenantLeavesItsSuccessorUnchanged() {
        Tenant before = initech;
        TENANTS.lifecycle().end(before);
        initech = TENANTS.provision("initech"); // for the same realm, as an import of a bundle does

        TENANTS.lifecycle().end(before);
        TENANTS.lifecycle().remove(before);

        assertThat(initech.schema()).isEqualTo(before.schema());
        assertState(TenantState.ACTIVE);
    }

    @Test
    void theSecondOfTwoSimultaneousRemovalsWaitsAndDropsNothing() throws Exception {
        AtomicReference<CompletableFuture<?>> second = new AtomicReference<>();
        try (Database another = TENANTS.open(2)) {
            TenantLifecycle server = TENANTS.lifecycle(another);
            TENANTS.registry().deleteAfter(initech, JobClaim.NONE, () -> {
                second.set(CompletableFuture.runAsync(() -> server.end(initech)));
                Eventually.holds("the second removal waits", DroppingTest::somebodyWaits);
            });
            second.get().get(10, TimeUnit.SECONDS);
        }

        assertThat(TENANTS.schemaExists(initech.schema())).as("the second removal dropped nothing").isTrue();
        TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade");
    }

    private static boolean somebodyWaits() {
        return !TENANTS.beside().rows("""
                select 1 from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like '%for update'""")
                .isEmpty();
    }
}
