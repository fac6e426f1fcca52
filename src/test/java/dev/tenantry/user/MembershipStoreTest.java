package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.tenant.TwoTenants;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class MembershipStoreTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void adaAndBob() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(handle -> UserStore.insert(handle, new StoredUser("bob-id", "bob")));
        TENANTS.changeGlobex(handle -> {
            MembershipStore.grantRole(handle, Ada.load(handle), "role-1");
            MembershipStore.joinGroup(handle, Ada.load(handle), "group-1", "UNMANAGED");
        });
    }

    private static void assertGlobexIsUntouched() {
        TENANTS.readGlobex(handle -> {
            assertThat(Ada.load(handle).roleIds()).containsExactly("role-1");
            assertThat(Ada.load(handle).groupIds()).containsExactly("group-1");
        });
    }

    @Nested
    final class ARole {

        @Test
        void isGrantedOnceAndRevokedOnce() {
            TENANTS.changeAcme(handle -> {
                StoredUser ada = Ada.load(handle);
                assertThat(MembershipStore.grantRole(handle, ada, "role-1")).isTrue();
                assertThat(MembershipStore.grantRole(handle, ada, "role-1")).isFalse();
                assertThat(MembershipStore.grantRole(handle, ada, "role-2")).isTrue();
                assertThat(MembershipStore.revokeRole(handle, ada, "role-2")).isTrue();
                assertThat(MembershipStore.revokeRole(handle, ada, "role-2")).isFalse();

                assertThat(ada.roleIds()).containsExactly("role-1");
            });

            TENANTS.readAcme(handle -> assertThat(Ada.load(handle).roleIds()).containsExactly("role-1"));
        }

        @Test
        void thatSomebodyElseGrantedMeanwhileIsNoError() {
            TENANTS.changeAcme(handle -> {
                StoredUser here = Ada.load(handle);
                MembershipStore.grantRole(handle, Ada.load(handle), "role-1");
                MembershipStore.grantRole(handle, here, "role-1");

                assertThat(Ada.load(handle).roleIds()).containsExactly("role-1");
            });
        }

        @Test
        void isGrantedToAllUsersOfOneTenant() {
            TENANTS.changeAcme(handle -> {
                MembershipStore.grantRole(handle, Ada.load(handle), "role-9");
                MembershipStore.grantRoleToAll(handle, "role-9");

                assertThat(UserSearch.count(handle, new UserCriteria().mappedToRole("role-9"))).isEqualTo(2);
            });
            assertGlobexIsUntouched();
        }

        @Test
        void isForgottenWhereItIsGone() {
            TENANTS.changeAcme(handle -> {
                MembershipStore.grantRoleToAll(handle, "role-1");
                MembershipStore.grantRoleToAll(handle, "role-2");
                MembershipStore.forgetRole(handle, "role-1");

                assertThat(Ada.load(handle).roleIds()).containsExactly("role-2");
            });
            assertGlobexIsUntouched();
        }
    }

    @Nested
    final class AGroup {

        @Test
        void isJoinedOnceAndLeftOnce() {
            TENANTS.changeAcme(handle -> {
                StoredUser ada = Ada.load(handle);
                assertThat(MembershipStore.joinGroup(handle, ada, "group-1", "MANAGED")).isTrue();
                assertThat(MembershipStore.joinGroup(handle, ada, "group-1", "UNMANAGED")).isFalse();
                assertThat(MembershipStore.joinGroup(handle, ada, "group-2", "UNMANAGED")).isTrue();
                assertThat(MembershipStore.leaveGroup(handle, ada, "group-2")).isTrue();
                assertThat(MembershipStore.leaveGroup(handle, ada, "group-2")).isFalse();

                assertThat(ada.groupIds()).containsExactly("group-1");
            });

            TENANTS.readAcme(handle -> assertThat(Ada.load(handle).groups).isEqualTo(Map.of("group-1", "MANAGED")));
        }

        @Test
        void thatWasJoinedElsewhereMeanwhileIsNoError() {
            TENANTS.changeAcme(handle -> {
                StoredUser here = Ada.load(handle);
                MembershipStore.joinGroup(handle, Ada.load(handle), "group-1", "MANAGED");
                MembershipStore.joinGroup(handle, here, "group-1", "UNMANAGED");

                assertThat(Ada.load(handle).groups).isEqualTo(Map.of("group-1", "MANAGED"));
            });
        }

        @Test
        void isForgottenWhereItIsGone() {
            TENANTS.changeAcme(handle -> {
                StoredUser ada = Ada.load(handle);
                MembershipStore.joinGroup(handle, ada, "group-1", "UNMANAGED");
                MembershipStore.joinGroup(handle, ada, "group-2", "UNMANAGED");
                MembershipStore.forgetGroup(handle, "group-1");

                assertThat(Ada.load(handle).groupIds()).containsExactly("group-2");
            });
            assertGlobexIsUntouched();
        }
    }
}
