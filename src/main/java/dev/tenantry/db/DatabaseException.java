package dev.tenantry.db;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/**
 * A statement failed. The message says what was being done and PostgreSQL's code; it never carries a parameter's
 * value, which may be personal data.
 */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseException(String message, SQLException cause) {
        super(message, cause);
    }

    static DatabaseException of(String doing, SQLException failure) {
        if (SqlState.isUnavailable(failure)) {
            return new DatabaseUnavailableException("The tenant database is unavailable: " + doing, failure);
        }
        String message = doing + " failed (" + failure.getSQLState() + ")";
        return SqlState.isDuplicate(failure)
                ? new DuplicateException(message, constraint(failure), failure)
                : new DatabaseException(message, failure);
    }

    private static String constraint(SQLException failure) {
        SQLException first = failure.getNextException() == null ? failure : failure.getNextException(); // of a batch
        var server = first instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return server == null || server.getConstraint() == null ? "" : server.getConstraint();
    }
}
