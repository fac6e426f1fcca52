package dev.tenantry.core.tenant;

import static dev.tenantry.core.lifecycle.TwoTenants.PREFIX;
import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static dev.tenantry.core.lifecycle.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Flyway must leave no setting on a connection by which a later read sees another tenant's data. */
final class ConnectionReuseTest {

    private static final int OFTEN = 15;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @Test
    void aReadOnTheConnectionThatAProvisioningUsedStaysInItsTenant() {
        try (Database one = TENANTS.open(1)) {
            Provisioning provisioning = new TenantLifecycle(
                    one, new TenantRegistry(one), ReservedNames.builtIn(), PREFIX)
                    .provision(newTenant("initech"));
            provisioning.transaction().handle().update("""
                    insert into users (id, username, email_shared, email_verified, enabled, not_before)
                    values ('ada-of-initech', 'ada', false, false, true, 0)""");
            provisioning.prepare();
            provisioning.afterCommit();

            TenantTransactions transactions = new TenantTransactions(one);
            for (int i = 0; i < OFTEN; i++) {
                List<String> ids = transactions.read(TENANTS.acme(), handle -> handle.query(
                        "select id from users where ?::text is null", row -> row.getString(1), (Object) null));
                assertThat(ids).containsExactly(adaOf("acme"));
            }
        }
    }
}
