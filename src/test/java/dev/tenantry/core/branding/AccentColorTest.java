package dev.tenantry.core.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccentColorTest {

    @Test
    void sixDigitsAreAColorInLowerCase() {
        assertThat(AccentColor.read("#0A5c36").orElseThrow().value()).isEqualTo("#0a5c36");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "#fff", "0a5c36", "#0a5c3", "#0a5c366", "#0a5c3g", "red", "#0a5c36;", " #0a5c36",
        "#0a5c36\n", "#0a5c36}body{display:none}", "rgb(1,2,3)", "var(--x)", "url(https://evil.test)", "#٠٠٠٠٠٠"})
    void otherTextsAreNoColors(String text) {
        assertThat(AccentColor.read(text)).isEmpty();
        assertThatThrownBy(() -> new AccentColor(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nullIsNoColor() {
        assertThat(AccentColor.read(null)).isEmpty();
    }

    /** The expected values are those of WebAIM's contrast checker. */
    @Test
    void contrastIsComputedAsInWcag() {
        AccentColor white = new AccentColor("#ffffff");
        assertThat(white.contrast(new AccentColor("#000000"))).isEqualTo(21);
        assertThat(white.contrast(white)).isEqualTo(1);
        assertThat(white.contrast(new AccentColor("#767676"))).isEqualTo(4.54, within(0.01));
        assertThat(new AccentColor("#ff0000").contrast(white)).isEqualTo(4.0, within(0.01));
    }

    @Test
    void textIsWhiteOnDarkColorsAndBlackOnLightOnes() {
        assertThat(new AccentColor("#0a5c36").text().value()).isEqualTo("#ffffff");
        assertThat(new AccentColor("#ffd400").text().value()).isEqualTo("#000000");
    }

    @Test
    void textCanBeReadOnEveryColor() {
        for (int rgb = 0; rgb < 1 << 24; rgb += 257) {
            AccentColor color = new AccentColor(String.format("#%06x", rgb));
            assertThat(color.contrast(color.text())).as(color.value()).isGreaterThan(4.5);
        }
    }
}
