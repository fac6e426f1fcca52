package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which e-mail addresses a limit counts as one mailbox. */
final class RecipientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ada@acme.test, ada@acme.test", "Ada@ACME.test, ada@acme.test", "ada+1@acme.test, ada@acme.test",
        "ada+a+b@acme.test, ada@acme.test", "ada@ac\u00adme.test, ada@acme.test", "ada@\uff41cme.test, ada@acme.test",
        "ada@acme\u3002test, ada@acme.test", "ada@b\u00fccher.test, ada@xn--bcher-kva.test",
        "\"ada\"@acme.test, ada@acme.test", "\"a\\da+1\"@acme.test, ada@acme.test",
        "ada@a+b.test, ada@a+b.test", "+ada@acme.test, +ada@acme.test"})
    void allSpellingsOfAnAddressAreOneMailbox(String email, String mailbox) {
        assertThat(RecipientAddress.of(email)).isEqualTo(mailbox);
    }
}
