package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.lifecycle.OutdatedSchema;
import dev.tenantry.core.lifecycle.TenantCache;
import dev.tenantry.core.lifecycle.TwoTenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The calls to tenants' tables and the lookups that are reported to a listener. */
final class TenantListenerTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final List<String> heard = new ArrayList<>();
    private final TenantListener listener = new TenantListener() {
        @Override
        public void storeCalled(StoreOperation operation, Outcome outcome, Duration time) {
            heard.add(operation.word() + " " + outcome.word());
            assertThat(time).isPositive();
        }
    };

    @AutoClose
    private final Database database = TENANTS.open(2);
    private final TenantTransactions transactions = new TenantTransactions(database, listener);

    @Test
    void aReadAndAWriteAreReportedOnceEach() {
        transactions.read(TENANTS.acme(), handle -> handle.count("select count(*) from users"));
        transactions.write(TENANTS.globex(), handle -> handle.update("update users set not_before = 0"));

        assertThat(heard).containsExactly("read success", "write success");
    }

    @Test
    void eachStepOfATransactionIsReportedExceptARollback() {
        TenantTransaction kept = transactions.begin(TENANTS.acme());
        kept.read(handle -> handle.count("select count(*) from users"));
        kept.write(handle -> handle.update("update users set not_before = 0"));
        kept.commit();
        transactions.begin(TENANTS.acme()).rollback();

        assertThat(heard).containsExactly(
                "begin success", "read success", "write success", "commit success", "begin success");
    }

    @Test
    void aFailedStatementIsReportedAsFailedAndADuplicateAsRefused() {
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(
                () -> transactions.read(TENANTS.acme(), handle -> handle.count("select count(*) from nowhere")));
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(
                () -> transactions.write(TENANTS.acme(), handle -> handle.update("""
                        insert into users (id, username, email_shared, email_verified, enabled, not_before)
                        values ('another', 'ada', false, true, true, 0)""")));

        assertThat(heard).containsExactly("read failed", "write refused");
    }

    @Test
    void aTenantIsLookedUpOnce() {
        TenantCache cache = new TenantCache(
                TENANTS.registry(), TENANTS.lifecycle(), OutdatedSchema.MIGRATE, listener);

        KnownRealm acme = new KnownRealm(TENANTS.acme().realmId(), "acme");
        cache.find(acme, true, 1);
        cache.find(acme, true, 1);

        assertThat(heard).containsExactly("lookup success");
    }

    @Test
    void aCallForATenantOutOfServiceIsReportedAsRefused() {
        Tenant acme = TENANTS.acme();
        Tenant dropping = new Tenant(acme.realmId(), acme.name(), acme.displayName(), acme.database(), acme.schema(),
                acme.roleOrNull(), acme.idPrefix(), TenantState.DROPPING, acme.schemaVersion(), acme.createdAt(), null);

        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> transactions.begin(dropping));

        assertThat(heard).containsExactly("begin refused");
    }
}
