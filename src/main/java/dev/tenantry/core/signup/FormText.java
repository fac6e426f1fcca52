package dev.tenantry.core.signup;

/**
 * Limits the length of text in a form that any stranger may send. All code must read forms through this class: Keycloak
 * accepts fields of 131,072 characters (quarkus.http.limits.max-form-attribute-size, 26.7), and Unicode normalization
 * or a backtracking regular expression would take minutes for a text of that length.
 */
public final class FormText {

    /** The maximum length of a field, in UTF-16 code units. */
    public static final int MAX_LENGTH = 255;

    private FormText() {}

    /**
     * Returns the text without white space around it. A text that is too long is cut to {@link #MAX_LENGTH} + 1
     * characters, so that {@link #isTooLong} is still true for the cut text.
     */
    public static String trimmed(String typedOrNull) {
        return typedOrNull == null ? "" : cut(typedOrNull.trim());
    }

    /**
     * Returns the text without trimming its white space, for passwords. A text that is too long is cut as by {@link
     * #trimmed}.
     */
    public static String exactly(String typedOrNull) {
        return typedOrNull == null ? "" : cut(typedOrNull);
    }

    public static boolean isTooLong(String text) {
        return text.length() > MAX_LENGTH;
    }

    private static String cut(String text) {
        return isTooLong(text) ? text.substring(0, MAX_LENGTH + 1) : text;
    }
}
