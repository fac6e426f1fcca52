package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.StateOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each state allows, in one table. */
final class TenantStateTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            STATE,        READ,  WRITTEN, COPIED, MIGRATED
            PROVISIONING, false, false,   false,  false
            ACTIVE,       true,  true,    true,   true
            SUSPENDED,    true,  false,   true,   true
            ARCHIVED,     false, false,   true,   false
            ADOPTING,     false, false,   false,  false
            RELEASING,    true,  false,   false,  false
            DROPPING,     false, false,   false,  false""")
    void allowsTheseOperations(TenantState state, boolean read, boolean written, boolean copied, boolean migrated) {
        assertThat(state.canBeRead()).isEqualTo(read);
        assertThat(state.canBeWritten()).isEqualTo(written);
        assertThat(state.canBeCopied()).isEqualTo(copied);
        assertThat(state.isMigrated()).isEqualTo(migrated);
    }

    @ParameterizedTest
    @EnumSource(value = TenantState.class, names = {"SUSPENDED", "ARCHIVED", "ADOPTING", "RELEASING"})
    void isOutOfServiceThoughItsRealmExists(TenantState state) {
        assertThat(state.isOutOfService()).isTrue();
        assertThat(state.canBeWritten()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = TenantState.class, names = {"PROVISIONING", "ACTIVE", "DROPPING"})
    void isNotOutOfService(TenantState state) {
        assertThat(state.isOutOfService()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            OPERATION, OUTCOME,   SERVES
            SUSPEND, SUSPENDED, false
            RESUME,  ACTIVE,    true
            ARCHIVE, ARCHIVED,  false
            RESTORE, ACTIVE,    true""")
    void isTheOutcomeOfThisOperation(StateOperation operation, TenantState outcome, boolean serves) {
        assertThat(operation.outcome()).isEqualTo(outcome);
        assertThat(operation.serves()).isEqualTo(serves);
        assertThat(operation.operation().name()).isEqualTo(operation.name());
    }
}
