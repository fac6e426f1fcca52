package dev.tenantry.support.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 6238, appendix B. The examples have eight digits, and {@link Totp} shows the last six. */
final class TotpTest {

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1234567890, 005924", "20000000000, 353130"})
    void aCodeEqualsTheExampleOfTheRfc(long seconds, String code) {
        assertThat(Totp.stored("12345678901234567890").code(Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }
}
