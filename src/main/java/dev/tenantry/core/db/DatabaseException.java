package dev.tenantry.core.db;

import java.sql.SQLException;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement failed. The message names the failed action, PostgreSQL's code, and the table, column and constraint if
 * PostgreSQL names them. The message never contains a value of a row, since values may be personal data.
 */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Finds the name of a constraint in Citus's message about a duplicate. Citus names the constraint only in the text
     * of the message, and appends the number of the shard to the name.
     */
    private static final Pattern SHARDS_CONSTRAINT = Pattern.compile("\"([^\"]+)_\\d{6,}\"");

    DatabaseException(String message, SQLException cause) {
        super(message, cause);
    }

    /** @param doing the action that failed, such as "a query" */
    public static DatabaseException of(String doing, SQLException failure) {
        if (SqlState.isUnavailable(failure)) {
            String state = failure.getSQLState() == null ? "" : " (" + failure.getSQLState() + ")";
            String reason = SqlState.isLockTimeout(failure)
                    ? "Another transaction has locked the data: "
                    : "The tenant database is unavailable: ";
            return new DatabaseUnavailableException(reason + doing + state, failure);
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

    /**
     * True if the written rows may be the cause of the failure. False if the database is unavailable, or if the cause
     * is the schema or the rights on the schema.
     */
    public boolean canBeOfRows() {
        return getCause() instanceof SQLException failure && SqlState.canBeOfRows(failure);
    }

    /** PostgreSQL's message; null if the failure comes from the driver or the pool. */
    static ServerErrorMessage serverMessage(SQLException failure) {
        // A batch fails with an exception of the driver; PostgreSQL's error is the next exception in the chain.
        SQLException first = failure.getNextException() == null ? failure : failure.getNextException();
        return first instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }

    private static String constraint(ServerErrorMessage server) {
        if (server == null) {
            return "";
        }
        if (server.getConstraint() != null) {
            return server.getConstraint();
        }
        Matcher named = SHARDS_CONSTRAINT.matcher(String.valueOf(server.getMessage()));
        return SqlState.UNIQUE_VIOLATION.equals(server.getSQLState()) && named.find() ? named.group(1) : "";
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
