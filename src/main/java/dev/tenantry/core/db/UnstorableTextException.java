package dev.tenantry.core.db;

import java.sql.SQLException;

/**
 * PostgreSQL can't store a text, for one of two reasons:
 *
 * <ul>
 *   <li>The text contains NUL or half of a surrogate pair. The statement was not sent, and the transaction can
 *       continue. Without this check, the driver would replace half of a pair by a question mark.
 *   <li>The text is too long for an index. PostgreSQL refused the statement, and the transaction has failed.
 * </ul>
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

    /** Always true: the text may be a value of a written row. This also applies to a statement that was never sent. */
    @Override
    public boolean canBeOfRows() {
        return true;
    }

    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0 || Character.isSurrogate(character) && !isPair(text, i++)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int high) {
        return high + 1 < text.length() && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
    }

    /**
     * @param text may be null
     * @throws UnstorableTextException if PostgreSQL can't store the text
     */
    public static String require(String text) {
        if (text != null && !isStorable(text)) {
            throw new UnstorableTextException(MESSAGE, null);
        }
        return text;
    }
}
