package dev.tenantry.core.tenant;

import static dev.tenantry.core.tenant.DisplayName.Problem.CONTROL_CHARACTER;
import static dev.tenantry.core.tenant.DisplayName.Problem.EXPRESSION;
import static dev.tenantry.core.tenant.DisplayName.Problem.INVISIBLE;
import static dev.tenantry.core.tenant.DisplayName.Problem.MARKUP;
import static dev.tenantry.core.tenant.DisplayName.Problem.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are valid display names, and how invalid texts are cleaned. */
final class DisplayNameTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "Acme Corporation", "Müller & \"Söhne\"", "株式会社", "7", "🧮", "شركة", "A\u00a0B", "$5 {x}", "e\u0301"})
    void aReadableTextIsValid(String text) {
        assertThat(DisplayName.problem(text)).isEmpty();
        assertThat(DisplayName.cleaned(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Acme\r\nBcc: eve", "a\tb", "a\u001b[31m", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202eb", "a\u2066b", "a\u200bb",
        "a\ufeffb", "a\u00adb", "a\udb40\udc41"})
    void aTextWithControlOrFormatCharactersOrLineBreaksIsInvalid(String text) {
        assertThat(DisplayName.problem(text)).contains(CONTROL_CHARACTER);
        assertThat(DisplayName.cleaned(text)).hasValueSatisfying(
                clean -> assertThat(DisplayName.problem(clean)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u3000\u2003", "\u3164", "\u2800", "\u115f\u1160\uffa0", "\u034f\ufe0f", "\ue000"})
    void aTextWithoutAVisibleCharacterIsInvalid(String text) {
        assertThat(DisplayName.problem(text)).contains(INVISIBLE);
        assertThat(DisplayName.cleaned(text)).isEmpty();
    }

    @Test
    void markupExpressionsAndLongTextsAreInvalid() {
        assertThat(DisplayName.problem("<b>")).contains(MARKUP);
        assertThat(DisplayName.problem("a ${doLogIn}")).contains(EXPRESSION);
        assertThat(DisplayName.problem("a".repeat(256))).contains(TOO_LONG);
    }

    @Test
    void invalidTextsAreCleaned() {
        assertThat(DisplayName.cleaned(" <b>Acme</b>\r\n\u202e $${x}\u200b")).contains("b Acme /b $$x}");
        assertThat(DisplayName.cleaned("😀".repeat(200))).contains("😀".repeat(127));
        assertThat(DisplayName.cleaned("a".repeat(300))).contains("a".repeat(255));
        assertThat(DisplayName.cleaned("\u200b\r\n")).isEmpty();
        assertThat(DisplayName.cleaned(null)).isEmpty();
    }
}
