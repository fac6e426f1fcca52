package dev.tenantry.tenant;

import java.util.Optional;

/**
 * What people call a tenant, and the realm: a short text that is readable as it stands. Keycloak accepts any text of a
 * realm, and shows it in pages and mails.
 */
public final class DisplayName {

    /** Characters; as many as Keycloak's column bears. */
    public static final int MAX_LENGTH = 255;

    /** Letters and a symbol by their category in Unicode that are shown as nothing: fillers, blank Braille. */
    private static final String BLANK = "\u115f\u1160\u3164\uffa0\u2800";

    /** Why a text can't be a display name. */
    public enum Problem {
        TOO_LONG,
        /** Keycloak might take it for HTML, in the head of its pages and in its mails: harmless, but with links. */
        MARKUP,
        /** It holds <code>${</code>: Keycloak's themes replace such an expression by a message. */
        EXPRESSION,
        /** It holds a control character, a line break, or a format character, which can reorder or hide text. */
        CONTROL_CHARACTER,
        /** No character of it is visible. */
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
     * Makes a display name of a text that was stored by other means, such as Keycloak's own realm settings: leaves out
     * all that {@link #problem} refuses.
     *
     * @return nothing if nothing visible is left
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

    /** Code points of the text that have room in {@link #MAX_LENGTH} UTF-16 code units. */
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
