package dev.tenantry.core.branding;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The background color of buttons. Any color is accepted, since either black or white text is readable on it: the more
 * readable of the two has a contrast of at least 4.58, and WCAG 2.2 requires 4.5 (1.4.3, level AA). Immutable.
 *
 * @param value the color in lower case, such as {@code #0a5c36}
 */
public record AccentColor(String value) {

    private static final Pattern SIX_DIGITS = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String BLACK = "#000000";
    private static final String WHITE = "#ffffff";

    /** @throws IllegalArgumentException if the value is not "#" and six hexadecimal digits */
    public AccentColor {
        if (!SIX_DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a color of six hexadecimal digits");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /** Reads a color such as {@code #0A5C36}. Returns empty if the text is null or not a color of this form. */
    public static Optional<AccentColor> read(String text) {
        return Optional.ofNullable(text)
                .filter(given -> SIX_DIGITS.matcher(given).matches())
                .map(AccentColor::new);
    }

    /** Black or white, whichever has the greater contrast on this color. */
    public AccentColor text() {
        AccentColor black = new AccentColor(BLACK);
        AccentColor white = new AccentColor(WHITE);
        return contrast(black) > contrast(white) ? black : white;
    }

    /** Returns WCAG's contrast ratio between the two colors, from 1 to 21. */
    public double contrast(AccentColor other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** WCAG's relative luminance, from 0 (black) to 1 (white). */
    private double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    /**
     * Returns one of the color's three values (red, green or blue), converted from sRGB to linear light.
     *
     * @param position the index of the value's first digit in the color's text
     */
    private double linear(int position) {
        double share = Integer.parseInt(value.substring(position, position + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
