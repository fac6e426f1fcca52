package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.tenant.TwoTenants;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class RequiredActionStoreTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @Test
    void anActionIsAskedForUntilItIsDone() {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            RequiredActionStore.add(handle, ada, "VERIFY_EMAIL");
            RequiredActionStore.add(handle, ada, "VERIFY_EMAIL");
            RequiredActionStore.add(handle, ada, "UPDATE_PASSWORD");
            RequiredActionStore.remove(handle, ada, "UPDATE_PASSWORD");
            RequiredActionStore.remove(handle, ada, "never asked for");

            assertThat(ada.requiredActions()).containsExactly("VERIFY_EMAIL");
        });

        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).requiredActions()).containsExactly("VERIFY_EMAIL"));
        TENANTS.readGlobex(handle -> assertThat(Ada.load(handle).requiredActions()).isEmpty());
    }

    @Test
    void anActionThatSomebodyElseAddedMeanwhileIsNoError() {
        TENANTS.changeAcme(handle -> {
            StoredUser here = Ada.load(handle);
            StoredUser elsewhere = Ada.load(handle);
            RequiredActionStore.add(handle, elsewhere, "TERMS");
            RequiredActionStore.add(handle, here, "TERMS");

            assertThat(Ada.load(handle).requiredActions()).contains("TERMS");
        });
    }
}
