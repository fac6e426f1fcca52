package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoleNameTest {

    private static final int MAX_BYTES = 63;

    private static SchemaName schema(int length, String end) {
        return SchemaName.stored("tenant_" + "a".repeat(length - 7 - end.length()) + end);
    }

    @Test
    void isTheSchemaNameAndAShortIdOfTheDatabase() {
        SchemaName acme = SchemaName.stored("tenant_acme_09b08a80");
        RoleName role = RoleName.derive(acme, "keycloak");

        assertThat(role.value()).matches("tenant_acme_09b08a80_[0-9a-f]{8}");
        assertThat(RoleName.stored(role.value())).isEqualTo(role);
        assertThat(RoleName.derive(acme, "other").value()).isNotEqualTo(role.value());
    }

    @Test
    void theLongestSchemaNameThatFitsIsKeptWhole() {
        SchemaName longest = schema(54, "_09b08a80");

        assertThat(RoleName.derive(longest, "keycloak").value()).startsWith(longest.value() + "_").hasSize(MAX_BYTES);
    }

    @Test
    void aLongerSchemaNameKeepsItsEndSoThatTwoRolesDiffer() {
        for (int length = 55; length <= MAX_BYTES; length++) {
            String one = RoleName.derive(schema(length, "_09b08a80"), "keycloak").value();
            String other = RoleName.derive(schema(length, "_09b08a81"), "keycloak").value();

            assertThat(one).matches("t[a-z_]+_09b08a80_[0-9a-f]{8}").hasSize(MAX_BYTES).isNotEqualTo(other);
        }
    }

    @Test
    void aRoleWithAnotherKindOfNameIsNoTenantRole() {
        assertThat(RoleName.ofOwner("tenant_acme_09b08a80_1f2e3d4c")).map(RoleName::value)
                .hasValue("tenant_acme_09b08a80_1f2e3d4c");
        assertThat(RoleName.ofOwner("Somebody's")).isEmpty();
    }
}
