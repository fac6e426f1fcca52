package dev.tenantry.core.signup;

/**
 * Bounds the text of a form that any stranger may send. All code reads forms through this class: Keycloak accepts
 * fields of 131,072 characters (quarkus.http.limits.max-form-attribute-size, 26.7), for which Unicode normalization or
 * a backtracking regular expression takes minutes.
 */
public final class FormText {

    /** UTF-16 code units that a field may have. */
    public static final int MAX_LENGTH = 255;

    private FormText() {}

    /**
     * Returns the text without white space around it. A text that is too long is cut to one character more than
     * {@link #MAX_LENGTH}, which {@link #isTooLong} still refuses.
     */
    public static String trimmed(String typedOrNull) {
        return typedOrNull == null ? "" : cut(typedOrNull.trim());
    }

    /** Returns the text as typed, cut as by {@link #trimmed}: for passwords. */
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
