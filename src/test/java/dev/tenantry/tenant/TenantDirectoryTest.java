package dev.tenantry.tenant;

import static dev.tenantry.tenant.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class TenantDirectoryTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantDirectory directory = new TenantDirectory(TENANTS.registry(), TENANTS.lifecycle(), OutdatedSchema.MIGRATE);

    @AfterEach
    void onlyTheTwo() {
        TENANTS.registry().unfinished().forEach(TENANTS.lifecycle()::remove);
        TENANTS.registry().findByName("initech").ifPresent(TENANTS.lifecycle()::remove);
    }

    @Test
    void eachRealmHasATenantOfItsOwn() {
        assertThat(directory.find(TENANTS.acme().realmId(), true)).contains(TENANTS.acme());
        assertThat(directory.find(TENANTS.globex().realmId(), true)).contains(TENANTS.globex());
        assertThat(directory.find("no-such-realm", true)).isEmpty();
    }

    @Test
    void aTenantInServiceIsRememberedUntilItIsForgotten() {
        Tenant initech = TENANTS.provision("initech");
        directory.find(initech.realmId(), true);
        TENANTS.lifecycle().remove(initech);

        assertThat(directory.find(initech.realmId(), true)).contains(initech);
        directory.forget(initech.realmId());
        assertThat(directory.find(initech.realmId(), true)).isEmpty();
    }

    @Test
    void aTenantThatIsNotInServiceYetIsLookedUpAgain() {
        Provisioning birth = TENANTS.lifecycle().provision(newTenant("initech"));
        String realmId = birth.tenant().realmId();
        assertThat(directory.find(realmId, true)).map(Tenant::state).contains(TenantState.PROVISIONING);

        birth.prepare();
        birth.complete();
        assertThat(directory.find(realmId, true)).map(Tenant::state).contains(TenantState.ACTIVE);
    }

    @Test
    void aRealmThatHadNoTenantIsLookedUpAgain() {
        assertThat(directory.find(newTenant("initech").realmId(), true)).isEmpty();

        Tenant initech = TENANTS.provision("initech");
        assertThat(directory.find(initech.realmId(), true)).contains(initech);
    }
}
