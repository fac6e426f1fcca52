package dev.tenantry.core.tenant;

import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantException.Reason;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TenantTransactionsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    /** More than pgjdbc's prepareThreshold of 5, from which on a statement is prepared on the server. */
    private static final int OFTEN = 25;

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
    }

    @ParameterizedTest
    @EnumSource(value = TenantState.class, names = {"PROVISIONING", "ARCHIVED", "ADOPTING", "DROPPING"})
    void aTenantThatCannotBeReadIsRefused(TenantState state) {
        Tenant shut = acmeBeing(state);

        assertRefused(() -> TENANTS.transactions().read(shut, handle -> handle.count("select 1")));
        assertWritingIsRefused(shut);
    }

    @ParameterizedTest
    @EnumSource(value = TenantState.class, names = {"SUSPENDED", "RELEASING"})
    void aSuspendedOrReleasingTenantCanBeReadButNotWritten(TenantState state) {
        Tenant looked = acmeBeing(state);

        assertThat(TENANTS.transactions().<Integer>read(looked, handle -> handle.count("select count(*) from users")))
                .isOne();
        assertWritingIsRefused(looked);
    }

    private static Tenant acmeBeing(TenantState state) {
        Tenant acme = TENANTS.acme();
        return new Tenant(acme.realmId(), acme.name(), acme.displayName(), acme.database(), acme.schema(),
                acme.roleOrNull(), acme.idPrefix(), state, acme.schemaVersion(), acme.createdAt(), null);
    }

    private static void assertWritingIsRefused(Tenant tenant) {
        assertRefused(() -> TENANTS.transactions().write(tenant, handle -> handle.count("select 1")));
        assertRefused(() -> TENANTS.transactions().begin(tenant));
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatExceptionOfType(TenantException.class).isThrownBy(work)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.WRONG_STATE);
    }

    /** Both tenants use one connection: each meets what the other left in the driver and on the server. */
    @Nested
    final class OnOneConnection {

        private static final String BY_NAME = "select id from users where username = ?";

        @AutoClose
        private final Database one = TENANTS.open(1);
        private final TenantTransactions transactions = new TenantTransactions(one);

        private List<String> ada(TenantReadHandle handle) {
            return handle.query(BY_NAME, row -> row.getString(1), "ada");
        }

        private void assertPrepared(TenantReadHandle handle) {
            assertThat(handle.count("select count(*) from pg_prepared_statements where statement like '%from users%'"))
                    .isPositive();
        }

        @Test
        void readsNeverSeeTheOtherTenant() {
            for (int i = 0; i < OFTEN; i++) {
                assertThat(transactions.<List<String>>read(TENANTS.acme(), this::ada)).containsExactly(adaOf("acme"));
                assertThat(transactions.<List<String>>read(TENANTS.globex(), this::ada))
                        .containsExactly(adaOf("globex"));
            }
            transactions.read(TENANTS.acme(), handle -> {
                assertPrepared(handle);
                return null;
            });
        }

        @Test
        void writesNeverReachTheOtherTenant() {
            for (int i = 1; i <= OFTEN; i++) {
                for (Tenant tenant : List.of(TENANTS.acme(), TENANTS.globex())) {
                    assertThat(transactions.<List<String>>write(tenant, handle -> {
                        handle.update("update users set not_before = not_before + 1 where username = ?", "ada");
                        return ada(handle);
                    })).containsExactly(adaOf(tenant.name().value()));
                }
            }
            for (Tenant tenant : List.of(TENANTS.acme(), TENANTS.globex())) {
                int increments = transactions.write(tenant, handle -> {
                    assertPrepared(handle);
                    return handle.count("select not_before from users");
                });
                assertThat(increments).isEqualTo(OFTEN);
            }
        }

        @Test
        void aTransactionInProgressKeepsItsTenantUntilItEnds() {
            TenantTransaction transaction = transactions.begin(TENANTS.acme());
            for (int i = 0; i < OFTEN; i++) {
                assertThat(ada(transaction.handle())).containsExactly(adaOf("acme"));
            }
            transaction.rollback();

            assertThat(transactions.<List<String>>read(TENANTS.globex(), this::ada)).containsExactly(adaOf("globex"));
        }
    }

    @Nested
    final class AName {

        private void assertNoTable(String table) {
            for (Tenant tenant : List.of(TENANTS.acme(), TENANTS.globex())) {
                assertThatExceptionOfType(DatabaseException.class)
                        .isThrownBy(() -> TENANTS.transactions().read(
                                tenant, handle -> handle.count("select count(*) from " + table)))
                        .withMessageContaining("42P01");
            }
        }

        @Test
        void isNotLookedUpInPublic() {
            TENANTS.beside().execute("create table if not exists public.leak ()");

            assertNoTable("leak");
        }

        @Test
        void isNotLookedUpInTheRegistry() {
            assertNoTable("tenant");
        }

        @Test
        void thatOnlyTheOtherTenantHasIsAnError() {
            TENANTS.beside().execute("create table " + TENANTS.globex().schema().quoted() + ".extra ()");
            try {
                assertThatExceptionOfType(DatabaseException.class)
                        .isThrownBy(() -> TENANTS.inAcme(handle -> handle.count("select count(*) from extra")));
            } finally {
                TENANTS.beside().execute("drop table " + TENANTS.globex().schema().quoted() + ".extra");
            }
        }

        @Test
        void isNotTakenOverByATemporaryTable() {
            List<String> found = TENANTS.inAcme(handle -> {
                handle.update("create temporary table users (id text, username text) on commit drop");
                return handle.query("select id from users where username = 'ada'", row -> row.getString(1));
            });

            assertThat(found).containsExactly(adaOf("acme"));
        }
    }
}
