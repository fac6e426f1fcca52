package dev.tenantry.db;

import java.sql.SQLException;

/**
 * A parameter is what PostgreSQL can't store. It holds NUL, or half of a surrogate pair, for which the driver would
 * send a question mark: then the statement is not sent, and a transaction goes on as it was. Or it is too long for an
 * index.
 */
public final class UnstorableTextException extends DatabaseException {

    private static final long serialVersionUID = 1;

    public static final String MESSAGE = "A text holds NUL or half of a surrogate pair, which can't be stored";

    private UnstorableTextException(String message, SQLException cause) {
        super(message, cause);
    }

    static UnstorableTextException tooLong(SQLException failure) {
        return new UnstorableTextException("A text is too long to be stored where it can be searched for", failure);
    }

    public static boolean isStorable(String text) {
        // Halves that belong together come as one code point.
        return text.codePoints().noneMatch(point ->
                point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static String require(String text) {
        if (text != null && !isStorable(text)) {
            throw new UnstorableTextException(MESSAGE, null);
        }
        return text;
    }
}
