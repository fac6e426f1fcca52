package dev.tenantry.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.postgresql.util.ServerErrorMessage;

/** The few PostgreSQL error codes that the code acts on (PostgreSQL manual, appendix A). */
final class SqlState {

    static final String UNIQUE_VIOLATION = "23505";

    private static final String DUPLICATE_SCHEMA = "42P06";
    private static final String NO_SUCH_STATEMENT = "26000";
    private static final String DUPLICATE_STATEMENT = "42P05";
    private static final String READ_ONLY = "25006";

    /** A lock was not had in time. */
    static final String LOCK_NOT_AVAILABLE = "55P03";

    /** What this one request met with, and the next may not. */
    private static final Set<String> BUSY = Set.of(
            "40001", // serialization failure, of a standby that must go on
            "40P01", // deadlock
            LOCK_NOT_AVAILABLE,
            "57014"); // a statement took too long

    private static final String INVALID_TEXT_REPRESENTATION = "22P02";
    private static final String PROGRAM_LIMIT_EXCEEDED = "54000";

    static final String CONNECTION_FAILURE = "08006";
    private static final String PROTOCOL_VIOLATION = "08P01";

    /** A transaction in which a statement has failed already. */
    static final String FAILED_TRANSACTION = "25P02";

    /** A severity after which the session goes on, as PostgreSQL words it if lc_messages is English. */
    private static final String SESSION_GOES_ON = "ERROR";

    /** Neither PostgreSQL nor an extension says more. Citus reports with it that a worker refused a row of a COPY. */
    private static final String UNKNOWN_CAUSE = "XX000";

    private SqlState() {}

    static boolean isDuplicate(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState()) || DUPLICATE_SCHEMA.equals(failure.getSQLState());
    }

    /** Of a value that is too long for an index, which takes some 2,700 bytes at most. */
    static boolean isTooLong(SQLException failure) {
        return PROGRAM_LIMIT_EXCEEDED.equals(failure.getSQLState());
    }

    /** A text that was to be cast is not of the type. */
    static boolean isNoNumber(SQLException failure) {
        return INVALID_TEXT_REPRESENTATION.equals(failure.getSQLState());
    }

    /** The connection is cut, or the server takes no writes: a standby, or one that was the primary. */
    static boolean isLostServer(SQLException failure) {
        return (isLostConnection(failure) || READ_ONLY.equals(failure.getSQLState())) && !isOfAnotherServer(failure);
    }

    private static boolean isLostConnection(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /**
     * The server of this connection goes on, and reports that it can't reach another server that holds the data: a worker
     * of Citus, or a foreign server.
     */
    static boolean isOfAnotherServer(SQLException failure) {
        ServerErrorMessage message = DatabaseException.serverMessage(failure);
        return isLostConnection(failure)
                && !PROTOCOL_VIOLATION.equals(failure.getSQLState()) // of this connection
                && message != null
                && SESSION_GOES_ON.equals(message.getSeverity());
    }

    /**
     * The rows that were written may be the cause: PostgreSQL can't store a value, or a constraint, a view or a trigger
     * refuses a row, or the cause is unknown.
     */
    static boolean canBeOfRows(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && (state.startsWith("22") // data exception
                        || state.startsWith("23") // integrity constraint violation
                        || state.startsWith("44") // with check option violation
                        || state.startsWith("P0") // raised by a function
                        || isTooLong(failure)
                        || state.equals(UNKNOWN_CAUSE));
    }

    /**
     * The server can't be reached, is starting or stopping, has no connection, memory or disk to give, takes no writes,
     * or is too busy to answer in time.
     */
    static boolean isUnavailable(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state == null // of the pool: closed, interrupted, or its connection thrown away
                || state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57P") // shutdown, crash, cannot connect now
                || state.startsWith("58") // system error: its disk, as a rule
                || BUSY.contains(state)
                || state.equals(READ_ONLY);
    }

    /** The session has not got the prepared statement that it is said to have, or has one that it should not have. */
    static boolean isLostStatement(SQLException failure) {
        return NO_SUCH_STATEMENT.equals(failure.getSQLState()) || DUPLICATE_STATEMENT.equals(failure.getSQLState());
    }
}
