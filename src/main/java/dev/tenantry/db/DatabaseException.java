package dev.tenantry.db;

import java.sql.SQLException;
import java.util.StringJoiner;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement failed. The message says what was being done, PostgreSQL's code, and the names of the table, column and
 * constraint where PostgreSQL gives them; it never carries a value, which may be personal data.
 */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseException(String message, SQLException cause) {
        super(message, cause);
    }

    /** @param doing what failed, such as "a query" */
    public static DatabaseException of(String doing, SQLException failure) {
        if (SqlState.isUnavailable(failure)) {
            String state = failure.getSQLState() == null ? "" : " (" + failure.getSQLState() + ")";
            return new DatabaseUnavailableException("The tenant database is unavailable: " + doing + state, failure);
        }
        if (SqlState.isTooLong(failure)) {
            return UnstorableTextException.tooLong(failure);
        }
        ServerErrorMessage server = serverMessage(failure);
        String message = doing + " failed (" + failure.getSQLState() + names(server) + ")";
        return SqlState.isDuplicate(failure)
                ? new DuplicateException(message, constraint(server), failure)
                : new DatabaseException(message, failure);
    }

    private static ServerErrorMessage serverMessage(SQLException failure) {
        SQLException first = failure.getNextException() == null ? failure : failure.getNextException(); // of a batch
        return first instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }

    private static String constraint(ServerErrorMessage server) {
        return server == null || server.getConstraint() == null ? "" : server.getConstraint();
    }

    private static String names(ServerErrorMessage server) {
        StringJoiner names = new StringJoiner(", ", ", ", "").setEmptyValue("");
        if (server != null) {
            name(names, "table", server.getTable());
            name(names, "column", server.getColumn());
            name(names, "constraint", server.getConstraint());
        }
        return names.toString();
    }

    private static void name(StringJoiner names, String kind, String name) {
        if (name != null) {
            names.add(kind + " " + name);
        }
    }
}
