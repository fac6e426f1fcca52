package dev.tenantry.db;

/**
 * A parameter holds what PostgreSQL can't store: NUL, or half of a surrogate pair, for which the driver would send a
 * question mark. Thrown before the statement is sent, so that a transaction goes on as it was.
 */
public final class UnstorableTextException extends DatabaseException {

    private static final long serialVersionUID = 1;

    public static final String MESSAGE = "A text holds NUL or half of a surrogate pair, which can't be stored";

    UnstorableTextException() {
        super(MESSAGE, null);
    }

    public static boolean isStorable(String text) {
        // Halves that belong together come as one code point.
        return text.codePoints().noneMatch(point ->
                point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static String require(String text) {
        if (text != null && !isStorable(text)) {
            throw new UnstorableTextException();
        }
        return text;
    }
}
