package dev.tenantry.core.tenant;

import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.WrongScopeException;
import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The registry names another tenant's schema for a tenant, as after a restore that went wrong. */
final class SchemaMarkCheckTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final Tenant misled = misled(TENANTS.acme(), TENANTS.globex());

    private static Tenant misled(Tenant tenant, Tenant to) {
        return new Tenant(tenant.realmId(), tenant.name(), tenant.displayName(), tenant.database(), to.schema(),
                to.roleOrNull(), tenant.idPrefix(), tenant.state(), tenant.schemaVersion(), tenant.createdAt(), null);
    }

    @AfterEach
    void markAgain() {
        TENANTS.lifecycle().claim(TENANTS.acme());
        TENANTS.lifecycle().claim(TENANTS.globex());
        TENANTS.onlyAda();
    }

    private static void assertLoud(ThrowingCallable work) {
        assertThatExceptionOfType(WrongScopeException.class).isThrownBy(work);
    }

    @Test
    void everyOperationOnTheWrongSchemaFails() {
        TenantTransactions transactions = TENANTS.transactions();
        AtomicBoolean seen = new AtomicBoolean();

        assertThatExceptionOfType(WrongScopeException.class)
                .isThrownBy(() -> transactions.read(misled, handle -> handle.query("select id from users", row -> {
                    seen.set(true);
                    return null;
                })))
                .withMessageContaining("realm-of-acme")
                .withMessageContaining("realm-of-globex");
        assertLoud(() -> transactions.write(misled, handle -> handle.update("delete from users")));
        assertLoud(() -> transactions.snapshot(misled, handle -> seen.getAndSet(true)));
        assertLoud(() -> transactions.begin(misled));
        assertLoud(() -> TENANTS.lifecycle().migrate(misled));
        assertLoud(() -> TENANTS.lifecycle().migrations(misled));
        assertLoud(() -> TENANTS.lifecycle().remove(misled));

        assertThat(seen).isFalse();
        TENANTS.readGlobex(handle -> assertThat(handle.query("select id from users", row -> row.getString(1)))
                .isEqualTo(List.of(adaOf("globex"))));
    }

    @Test
    void aFailedCheckLeavesTheConnectionUsable() {
        try (var one = TENANTS.open(1)) {
            TenantTransactions transactions = new TenantTransactions(one);
            for (int i = 0; i < 15; i++) {
                assertLoud(() -> transactions.read(misled, handle -> handle.count("select count(*) from users")));
                assertLoud(() -> transactions.begin(misled));
                assertThat(transactions.<List<String>>read(TENANTS.acme(), handle ->
                        handle.query("select id from users", row -> row.getString(1)))).containsExactly(adaOf("acme"));
            }
            assertThat(one.poolState().active()).isZero();
        }
    }

    @Test
    void theCheckFailsIfTheMarkOrTheSchemaIsMissing() {
        TENANTS.beside().execute("comment on schema " + TENANTS.acme().schema().quoted() + " is null");
        assertLoud(() -> TENANTS.readAcme(handle -> handle.count("select count(*) from users")));

        TENANTS.lifecycle().claim(TENANTS.acme());
        TENANTS.readAcme(handle -> assertThat(handle.count("select count(*) from users")).isOne());

        Tenant initech = TENANTS.provision("initech");
        TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade");
        assertLoud(() -> TENANTS.transactions().read(initech, handle -> handle.count("select 1")));
        TENANTS.lifecycle().remove(initech);
    }
}
