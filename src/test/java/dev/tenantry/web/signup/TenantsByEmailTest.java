package dev.tenantry.web.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Outcome;
import dev.tenantry.core.tenant.StoreOperation;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The tenants that are found for an e-mail address, among two tenants. */
final class TenantsByEmailTest {

    private static final String EMAIL = "bob@example.test";

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    private final TenantsByEmail byEmail = new TenantsByEmail(tenants.registry(), tenants.transactions());

    @Test
    void onlyTenantsWithAUserOfThatAddressAreFound() {
        assertThat(byEmail.find(EMAIL, 10)).isEmpty();

        tenants.changeGlobex(bob(true));
        assertThat(byEmail.find(EMAIL, 10)).extracting(Tenant::name).containsExactly(tenants.globex().name());

        tenants.changeAcme(bob(true));
        assertThat(byEmail.find(EMAIL, 10)).extracting(Tenant::name)
                .containsExactly(tenants.acme().name(), tenants.globex().name());
        assertThat(byEmail.find("nobody@example.test", 10)).isEmpty();
    }

    @Test
    void theSearchEndsAtTheLimit() {
        tenants.changeAcme(bob(true));
        tenants.changeGlobex(bob(true));
        AtomicInteger queries = new AtomicInteger();
        TenantListener counter = new TenantListener() {
            @Override
            public void storeCalled(StoreOperation operation, Outcome outcome, Duration time) {
                queries.incrementAndGet();
            }
        };
        try (Database database = tenants.open(1)) {
            TenantsByEmail counted =
                    new TenantsByEmail(tenants.registry(), new TenantTransactions(database, counter));

            assertThat(counted.find(EMAIL, 1)).extracting(Tenant::name).containsExactly(tenants.acme().name());
            assertThat(queries).hasValue(1);
            assertThat(counted.find(EMAIL, 10)).hasSize(2);
            assertThat(queries).hasValue(3);
        }
    }

    @Test
    void theTenantOfADisabledUserIsNotFound() {
        tenants.changeAcme(bob(false));

        assertThat(byEmail.find(EMAIL, 10)).isEmpty();
    }

    @Test
    void theTenantOfAnUnverifiedAddressIsNotFound() {
        tenants.changeAcme(bob(true, false));
        tenants.changeGlobex(bob(true));

        assertThat(byEmail.find(EMAIL, 10)).extracting(Tenant::name).containsExactly(tenants.globex().name());
    }

    @Test
    void operatorsTenantsComeBeforeSignedUpTenantsAndOlderBeforeNewer() {
        tenants.changeAcme(bob(true));
        tenants.changeGlobex(bob(true));

        tenants.beside().execute(
                "update tenantry.tenant set created_at = created_at + interval '1 hour' where name = 'acme'");
        assertThat(byEmail.find(EMAIL, 1)).extracting(Tenant::name).containsExactly(tenants.globex().name());

        tenants.beside().execute("update tenantry.tenant set signed_up = true where name = 'globex'");
        assertThat(byEmail.find(EMAIL, 1)).extracting(Tenant::name).containsExactly(tenants.acme().name());
    }

    @Test
    void aTenantThatIsNotActiveIsLeftOutAndAFailingTenantHidesNoOther() {
        tenants.changeAcme(bob(true));
        tenants.changeGlobex(bob(true));
        tenants.beside().execute("update tenantry.tenant set state = 'SUSPENDED' where name = 'acme'");
        assertThat(byEmail.find(EMAIL, 10)).extracting(Tenant::name).containsExactly(tenants.globex().name());

        tenants.beside().execute("update tenantry.tenant set state = 'ACTIVE' where name = 'acme'");
        tenants.beside().execute("alter table " + tenants.acme().schema().value() + ".users rename to gone");
        assertThat(byEmail.find(EMAIL, 10)).extracting(Tenant::name).containsExactly(tenants.globex().name());
    }

    private static Consumer<TenantHandle> bob(boolean enabled) {
        return bob(enabled, true);
    }

    private static Consumer<TenantHandle> bob(boolean enabled, boolean isVerified) {
        return handle -> {
            StoredUser bob = new StoredUser("bob-id", true, "bob");
            bob.email(EMAIL, true);
            bob.emailVerified(isVerified);
            bob.enabled(enabled);
            UserStore.insert(handle, bob);
        };
    }
}
