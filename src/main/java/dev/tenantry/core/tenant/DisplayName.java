package dev.tenantry.core.tenant;

import java.util.Optional;

/**
 * Checks and cleans the display name of a tenant and its realm: a short, readable text. Keycloak itself accepts any
 * text as a realm's display name, and shows the text in pages and mails.
 */
public final class DisplayName {

    /** The limit of Keycloak's column, in UTF-16 code units. */
    public static final int MAX_LENGTH = 255;

    /** Invisible characters that Unicode counts as letters or symbols: fillers, blank Braille. */
    private static final String BLANK = "\u115f\u1160\u3164\uffa0\u2800";

    /** The reasons why a text can't be a display name. */
    public enum Problem {
        TOO_LONG,
        /**
         * Contains {@code <} or {@code >}. Keycloak might render the text as HTML at the top of its pages and in mails.
         * Keycloak's sanitizer removes scripts, but permits links.
         */
        MARKUP,
        /** Contains <code>${</code>: Keycloak's themes replace such an expression by a message. */
        EXPRESSION,
        /**
         * Contains a control character, a line break, a format character or an unpaired surrogate. Format characters
         * can reorder or hide text.
         */
        CONTROL_CHARACTER,
        /** Has no visible character. */
        INVISIBLE
    }

    private DisplayName() {}

    /** Returns the first problem of the text, or nothing if the text can be a display name. */
    public static Optional<Problem> problem(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of(Problem.TOO_LONG);
        }
        if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            return Optional.of(Problem.MARKUP);
        }
        if (text.contains("${")) {
            return Optional.of(Problem.EXPRESSION);
        }
        if (text.codePoints().anyMatch(DisplayName::isControl)) {
            return Optional.of(Problem.CONTROL_CHARACTER);
        }
        return text.codePoints().anyMatch(DisplayName::isVisible) ? Optional.empty() : Optional.of(Problem.INVISIBLE);
    }

    /**
     * Makes a display name from a stored text, such as the display name in Keycloak's realm settings. Replaces or
     * removes everything that {@link #problem} refuses.
     *
     * @return empty if no visible character is left
     */
    public static Optional<String> cleaned(String textOrNull) {
        if (textOrNull == null) {
            return Optional.empty();
        }
        StringBuilder clean = new StringBuilder();
        textOrNull.codePoints().limit(MAX_LENGTH).forEach(character -> append(clean, character));
        String name = clean.substring(0, clean.offsetByCodePoints(0, shorter(clean))).strip();
        return name.codePoints().anyMatch(DisplayName::isVisible) ? Optional.of(name) : Optional.empty();
    }

    private static void append(StringBuilder clean, int character) {
        int length = clean.length();
        char last = length == 0 ? ' ' : clean.charAt(length - 1);
        boolean isSpace = character == ' ' || isControl(character) || character == '<' || character == '>';
        if (isSpace && last != ' ') {
            clean.append(' ');
        } else if (!isSpace && !(character == '{' && last == '$')) {
            clean.appendCodePoint(character);
        }
    }

    /** How many code points of the text fit into {@link #MAX_LENGTH} UTF-16 code units. */
    private static int shorter(StringBuilder text) {
        int end = Math.min(text.length(), MAX_LENGTH);
        boolean cutsPair = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.codePointCount(0, cutsPair ? end - 1 : end);
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> !isControl(character) && BLANK.indexOf(character) < 0;
        };
    }
}
