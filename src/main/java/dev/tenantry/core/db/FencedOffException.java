package dev.tenantry.core.db;

import java.sql.SQLException;
import java.util.Optional;

/**
 * A transaction could not commit, because the condition of its scope's fence was false at the end of the transaction:
 * see {@link Scope#fencedBy}. Nothing was committed.
 */
public final class FencedOffException extends RuntimeException {

    /** The beginning of PostgreSQL's message if the fence's condition is false. */
    static final String BEGINNING = "Fenced off: expected \"";

    private static final long serialVersionUID = 1;

    private FencedOffException(String message) {
        super(message);
    }

    /**
     * Returns a {@link FencedOffException} if the fence caused the given failure. In that case, PostgreSQL's error
     * contains the message of the fence's {@link Condition}, between quotation marks.
     */
    static Optional<FencedOffException> in(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int begin = message.indexOf(BEGINNING);
        return SqlState.isNoNumber(failure) && begin >= 0
                ? Optional.of(new FencedOffException(message.substring(begin, message.lastIndexOf('"'))))
                : Optional.empty();
    }
}
