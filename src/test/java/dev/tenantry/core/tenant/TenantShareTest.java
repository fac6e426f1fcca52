package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A transaction's tenant decides whose share the connection counts toward. For the rest see {@code
 * db/TenantBulkheadTest}.
 */
final class TenantShareTest {

    private static final int SHARE = 2;

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = open(tenants.beside());

    private final TenantTransactions transactions = new TenantTransactions(database);

    private static Database open(TestDatabase beside) {
        return Database.open(new DatabaseSettings(
                beside.url(), beside.username(), beside.password(), SHARE + 1, Duration.ofMillis(300),
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(2), SHARE)));
    }

    private TenantTransaction begunElsewhere(Tenant tenant) {
        return CompletableFuture.supplyAsync(
                () -> transactions.begin(tenant), command -> new Thread(command).start()).join();
    }

    @Test
    void isUsedUpOnlyByTheTenantsOwnWork() {
        TenantTransaction first = begunElsewhere(tenants.acme());
        TenantTransaction second = begunElsewhere(tenants.acme());

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> transactions.read(tenants.acme(), handle -> handle.count("select 1")));
        assertThat(database.sharesRefused()).isOne();
        assertThat(transactions.<Integer>read(tenants.globex(), handle -> handle.count("select count(*) from users")))
                .isOne();
        assertThat(new TenantRegistry(database).findByName("acme")).as("the registry needs no share").isPresent();

        first.commit();
        second.rollback();
        assertThat(transactions.<Integer>read(tenants.acme(), handle -> handle.count("select count(*) from users")))
                .isOne();
    }
}
