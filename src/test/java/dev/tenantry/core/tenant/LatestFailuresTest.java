package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.lifecycle.TwoTenants;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The latest failed calls to a tenant's tables are kept for that tenant alone. */
final class LatestFailuresTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private final Database database = TENANTS.open(2);
    private final TenantTransactions transactions = new TenantTransactions(database);

    private void fail(String sql) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> transactions.read(TENANTS.acme(), handle -> handle.count(sql)));
    }

    @Test
    void aFailedCallIsRememberedForItsTenantAlone() {
        fail("select count(*) from nowhere");

        assertThat(transactions.failures(TENANTS.acme())).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo(StoreOperation.READ);
            assertThat(call.error()).contains("42P01");
            assertThat(call.count()).isEqualTo(1);
        });
        assertThat(transactions.failures(TENANTS.globex())).isEmpty();
    }

    @Test
    void aFailedStatementOfATransactionIsRemembered() {
        TenantTransaction transaction = transactions.begin(TENANTS.acme());
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() ->
                transaction.write(handle -> handle.update("update nowhere set x = 1")));
        transaction.rollback();

        assertThat(transactions.failures(TENANTS.acme())).singleElement()
                .extracting(FailedCall::operation).isEqualTo(StoreOperation.WRITE);
    }

    @Test
    void repeatedFailuresAreCountedAndAtMostFiveAreKept() {
        for (int times = 0; times < 30; times++) {
            fail("select count(*) from nowhere");
        }
        assertThat(transactions.failures(TENANTS.acme())).singleElement().extracting(FailedCall::count).isEqualTo(30);

        for (int number = 0; number < 30; number++) {
            fail("select " + (number % 2 == 0 ? "1 / 0" : "count(*) from nowhere"));
        }
        assertThat(transactions.failures(TENANTS.acme())).hasSize(5);
    }

    @Test
    void theThousandTenantsThatFailedLastAreRemembered() {
        LatestFailures failures = new LatestFailures();
        for (int tenant = 0; tenant < 1_500; tenant++) {
            failures.add("first", StoreOperation.READ, new IllegalStateException());
            failures.add("realm-" + tenant, StoreOperation.READ, new IllegalStateException());
        }

        assertThat(failures.of("first")).isNotEmpty();
        assertThat(failures.of("realm-1499")).isNotEmpty();
        assertThat(failures.of("realm-400")).isEmpty();
    }

    @Test
    void aRefusalIsNoFailureAndForeignMessagesAreNotKept() {
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> transactions.read(TENANTS.acme(), handle -> {
            throw TenantException.notFound("acme");
        }));
        assertThat(transactions.failures(TENANTS.acme())).isEmpty();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> transactions.read(TENANTS.acme(), handle -> {
            throw new IllegalStateException("ada@acme.example");
        }));
        assertThat(transactions.failures(TENANTS.acme())).singleElement()
                .extracting(FailedCall::error).isEqualTo("IllegalStateException");
    }
}
