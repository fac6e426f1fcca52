package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.tenant.TenantException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"acme", "a1", "42", "acme-corp", "a-b-c", "3com"})
    void aNameOfLettersDigitsAndSingleHyphensIsAccepted(String name) {
        assertThat(new TenantName(name)).hasToString(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
        "", " ", "a", "Acme", "ACME", "-acme", "acme-", "acme--corp", "acme_corp", "acme.corp", "acme corp", " acme",
        "acme\n", "acme/..", "acme\"; drop schema public", "acme\u0000", "café", "аcme", "acme１"
    })
    void anythingElseIsRefused(String name) {
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> new TenantName(name))
                .extracting(TenantException::reason)
                .isEqualTo(Reason.INVALID_NAME);
    }

    @Test
    void aNameMayBeAsLongAsAHostNamesLabel() {
        assertThat(new TenantName("a".repeat(63)).value()).hasSize(63);
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> new TenantName("a".repeat(64)));
    }
}
