package dev.tenantry.core.db;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The schema of a transaction is not the schema that the transaction's {@link Scope} expects, but belongs to another
 * tenant or to no tenant. Nothing was read or written. The request fails, and the log names the reason. This exception
 * never occurs in a healthy installation.
 */
public final class WrongScopeException extends RuntimeException {

    /** The beginning of PostgreSQL's message if the scope's check fails. */
    static final String BEGINNING = "Wrong scope: expected \"";

    private static final long serialVersionUID = 1;

    public WrongScopeException(String expected, String found) {
        this(BEGINNING + expected + "\" and found \"" + found + "\"");
    }

    private WrongScopeException(String message) {
        super(message);
    }

    /**
     * Returns a {@link WrongScopeException} if the scope's check caused the given failure. In that case, PostgreSQL's
     * error contains the message of the check's {@link Condition}, between quotation marks.
     */
    static Optional<WrongScopeException> in(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int begin = message.indexOf(BEGINNING);
        return SqlState.isNoNumber(failure) && begin >= 0
                ? Optional.of(new WrongScopeException(message.substring(begin, message.lastIndexOf('"'))))
                : Optional.empty();
    }
}
