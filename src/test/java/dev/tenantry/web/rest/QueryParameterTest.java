package dev.tenantry.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.keycloak.realm.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed query parameter is refused with the parameter's name. JAX-RS itself would answer 404. */
final class QueryParameterTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "1.5", "2147483648", "1 "})
    void aTextThatIsNoWholeNumberIsRefused(String text) {
        assertThatThrownBy(() -> QueryParameter.count("max", text, 20))
                .isInstanceOf(InvalidRequestException.class).hasMessageContaining("max");
    }

    @Test
    void aNegativeCountIsZeroAndAMissingCountIsTheDefault() {
        assertThat(QueryParameter.count("max", "-1", 20)).isZero();
        assertThat(QueryParameter.count("max", null, 20)).isEqualTo(20);
        assertThat(QueryParameter.number("retentionDays", null)).isNull();
        assertThat(QueryParameter.number("retentionDays", "-1")).isEqualTo(-1);
    }

    @Test
    void aNumberOutsideItsRangeIsRefusedAndAMissingNumberIsTheDefault() {
        assertThat(QueryParameter.number("days", null, 90, 1, 731)).isEqualTo(90);
        assertThat(QueryParameter.number("days", "1", 90, 1, 731)).isEqualTo(1);
        assertThat(QueryParameter.number("days", "731", 90, 1, 731)).isEqualTo(731);
        assertThatThrownBy(() -> QueryParameter.number("days", "0", 90, 1, 731))
                .isInstanceOf(InvalidRequestException.class).hasMessageContaining("days");
        assertThatThrownBy(() -> QueryParameter.number("days", "732", 90, 1, 731))
                .isInstanceOf(InvalidRequestException.class).hasMessageContaining("days");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "TRUE", "1"})
    void aTextThatIsNeitherTrueNorFalseIsRefused(String text) {
        assertThat(QueryParameter.flag("force", "true")).isTrue();
        assertThat(QueryParameter.flag("force", null)).isFalse();
        assertThatThrownBy(() -> QueryParameter.flag("force", text)).isInstanceOf(InvalidRequestException.class);
    }
}
