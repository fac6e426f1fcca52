package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tenantry.core.tenant.TenantException.Reason;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReservedNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "master", "public", "information-schema", "pg", "pg-catalog", "postgres", "admin", "tenantry", "tenants",
        "www", "ns", "ns1", "ns42"
    })
    void aReservedNameIsRefused(String name) {
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> ReservedNames.builtIn().refuse(new TenantName(name)))
                .withMessageContaining(name)
                .extracting(TenantException::reason)
                .isEqualTo(Reason.INVALID_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "masters", "my-admin", "pgadmin", "nsa", "public-works"})
    void aNameThatOnlyContainsAReservedNameIsAccepted(String name) {
        assertThatNoException().isThrownBy(() -> ReservedNames.builtIn().refuse(new TenantName(name)));
    }

    @Test
    void moreNamesAndPatternsAreAddedToTheBuiltInOnes() {
        ReservedNames reserved = ReservedNames.builtInAnd(List.of("beta", "internal-.*"));

        assertThat(List.of("beta", "internal-tools", "master")).allMatch(reserved::contains);
        assertThat(List.of("betas", "internal", "acme")).noneMatch(reserved::contains);
    }

    @Test
    void anEntryThatIsNoRegularExpressionIsRefused() {
        assertThatExceptionOfType(PatternSyntaxException.class)
                .isThrownBy(() -> ReservedNames.builtInAnd(List.of("acme(")));
    }
}
