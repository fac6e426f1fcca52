package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rows that tests write by SQL have the same search terms as rows that the product writes. */
final class ManyUsersTermsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @Test
    void manyUsersHaveTheRightSearchTerms() {
        TENANTS.changeAcme(handle -> ManyUsers.insert(handle, 2_000));

        TENANTS.readAcme(handle -> {
            for (String name : List.of("user0000001", "user0000002", "user0001000", "service-account-7")) {
                Contents.assertFoundByWhatItIs(handle, UserStore.findByUsername(handle, name).orElseThrow().id());
            }
            StoredUser thousandth = UserStore.findByUsername(handle, "user0001000").orElseThrow();
            assertThat(thousandth.roleIds()).containsExactly("all", "few");
            assertThat(thousandth.groupIds()).containsExactlyInAnyOrder("many", "few");
            assertThat(thousandth.consents()).hasSize(1);
            assertThat(thousandth.brokerLinks()).hasSize(1);
        });
    }
}
