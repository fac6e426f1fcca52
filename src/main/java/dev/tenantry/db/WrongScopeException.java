package dev.tenantry.db;

import java.sql.SQLException;
import java.util.Optional;

/**
 * A transaction is not where its {@link Scope} says: a schema is another tenant's, or nobody's. Nothing was read or
 * written. It is never expected: the request fails and the log says why.
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

    /** Where that is what a statement failed of: PostgreSQL puts the check's text between quotation marks. */
    static Optional<WrongScopeException> in(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int begin = message.indexOf(BEGINNING);
        return SqlState.isNoNumber(failure) && begin >= 0
                ? Optional.of(new WrongScopeException(message.substring(begin, message.lastIndexOf('"'))))
                : Optional.empty();
    }
}
