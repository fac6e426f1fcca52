package dev.tenantry.core.signup;

/**
 * Limits the length of the texts in public forms. All code must read these forms through this class. Keycloak accepts
 * fields of 131,072 characters (quarkus.http.limits.max-form-attribute-size, 26.7). For a text of this length, Unicode
 * normalization or a backtracking regular expression can take minutes.
 */
public final class FormText {

    /** The maximum length of a field, in UTF-16 code units. */
    public static final int MAX_LENGTH = 255;

    private FormText() {}

    /**
     * Returns the text without leading and trailing white space. Returns "" for null. If the text is too long, cuts it
     * to {@link #MAX_LENGTH} + 1 characters: {@link #isTooLong} is still true for the cut text.
     */
    public static String trimmed(String typedOrNull) {
        return typedOrNull == null ? "" : cut(typedOrNull.trim());
    }

    /**
     * Returns the text of a password. Like {@link #trimmed}, except that leading and trailing white space is kept.
     */
    public static String exactly(String typedOrNull) {
        return typedOrNull == null ? "" : cut(typedOrNull);
    }

    /** True if the text is longer than {@link #MAX_LENGTH}. */
    public static boolean isTooLong(String text) {
        return text.length() > MAX_LENGTH;
    }

    private static String cut(String text) {
        return isTooLong(text) ? text.substring(0, MAX_LENGTH + 1) : text;
    }
}
