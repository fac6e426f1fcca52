package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a stranger's text is made harmless in a mail. */
final class MailedTextTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "go to https://evil.example first", "evil.example", "www.evil.example/x", "mailto:eve@evil.example",
        "evil\u3002example", "evil\uff0eexample", "evil\uff61example", "ftp://1.2.3.4", "\\\\evil.example\\share",
        "https:\u200b//evil.example"})
    void noTextContainsALink(String text) {
        assertThat(MailedText.of(text)).doesNotContainPattern("[.:/@\\\\\u3002\uff0e\uff61]\\S");
    }

    @Test
    void aUsualNameStaysUnchanged() {
        for (String name : new String[] {"Acme Corporation", "Müller & Söhne GmbH", "株式会社", "Acme Inc.", "O'Neill"}) {
            assertThat(MailedText.of(name)).isEqualTo(name);
        }
    }

    @Test
    void aLongTextIsShortened() {
        assertThat(MailedText.of("😀".repeat(100))).isEqualTo("😀".repeat(MailedText.MAX_LENGTH) + "…");
    }

    @Test
    void aTextBecomesOneLineWithoutExpressionsOrMarkup() {
        assertThat(MailedText.of("Acme\r\n\r\nYour account\u2028is <b>locked</b> $${doLogIn}\u202e"))
                .isEqualTo("Acme Your account is b locked / b $$doLogIn}");
        assertThat(MailedText.of("\u200b")).isEmpty();
    }
}
