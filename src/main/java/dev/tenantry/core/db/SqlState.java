package dev.tenantry.core.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.postgresql.util.ServerErrorMessage;

/** The PostgreSQL error codes that this project acts on (PostgreSQL manual, appendix A). */
final class SqlState {

    static final String UNIQUE_VIOLATION = "23505";

    private static final String DUPLICATE_SCHEMA = "42P06";
    private static final String NO_SUCH_STATEMENT = "26000";
    private static final String DUPLICATE_STATEMENT = "42P05";
    private static final String READ_ONLY = "25006";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** A statement got no lock within the lock timeout. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Temporary errors: a repeated request may succeed. */
    private static final Set<String> BUSY = Set.of(
            "40001", // serialization failure, for example on a standby
            "40P01", // deadlock
            LOCK_NOT_AVAILABLE,
            "57014"); // a statement took too long

    private static final String INVALID_TEXT_REPRESENTATION = "22P02";
    private static final String PROGRAM_LIMIT_EXCEEDED = "54000";

    static final String CONNECTION_FAILURE = "08006";
    private static final String PROTOCOL_VIOLATION = "08P01";

    /** An earlier statement of the transaction has failed. */
    static final String FAILED_TRANSACTION = "25P02";

    /**
     * The severity of an error after which the session continues; PostgreSQL translates the word unless lc_messages is
     * English.
     */
    private static final String SESSION_GOES_ON = "ERROR";

    /**
     * The code of an error for which PostgreSQL or an extension has no better code. Citus uses this code if one of its
     * workers refused a row of a COPY.
     */
    private static final String UNKNOWN_CAUSE = "XX000";

    private SqlState() {}

    static boolean isDuplicate(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState()) || DUPLICATE_SCHEMA.equals(failure.getSQLState());
    }

    /** True if a value is too long for an index, whose limit is about 2,700 bytes. */
    static boolean isTooLong(SQLException failure) {
        return PROGRAM_LIMIT_EXCEEDED.equals(failure.getSQLState());
    }

    /** True if a text could not be cast to a number or another type. */
    static boolean isNoNumber(SQLException failure) {
        return INVALID_TEXT_REPRESENTATION.equals(failure.getSQLState());
    }

    /** True if a statement got no lock within the lock timeout. */
    static boolean isLockTimeout(SQLException failure) {
        return LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
    }

    /** True if PostgreSQL refused a right, such as the right to take a role. */
    static boolean isMissingRight(SQLException failure) {
        return INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState());
    }

    /** True if the connection is cut, or if the server accepts no writes: a standby, or a former primary. */
    static boolean isLostServer(SQLException failure) {
        return (isLostConnection(failure) || READ_ONLY.equals(failure.getSQLState())) && !isOfAnotherServer(failure);
    }

    private static boolean isLostConnection(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /**
     * True if this connection still works, and the database server reports that it can't reach another server: a worker
     * of Citus, or a foreign server.
     */
    static boolean isOfAnotherServer(SQLException failure) {
        ServerErrorMessage message = DatabaseException.serverMessage(failure);
        return isLostConnection(failure)
                && !PROTOCOL_VIOLATION.equals(failure.getSQLState()) // an error of this connection itself
                && message != null
                && SESSION_GOES_ON.equals(message.getSeverity());
    }

    /**
     * True if the written rows may be the cause: PostgreSQL can't store a value, or a constraint, a view or a trigger
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
     * True if the server is unreachable, is starting or stopping, lacks free connections, memory or disk space, accepts
     * no writes, or is too busy to answer in time.
     */
    static boolean isUnavailable(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state == null // an error of the pool: closed, interrupted, connection discarded
                || state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57P") // shutdown, crash, cannot connect now
                || state.startsWith("58") // system error: usually the disk
                || BUSY.contains(state)
                || state.equals(READ_ONLY);
    }

    /**
     * True if a statement failed because the server lacks disk space, memory or another resource, or because its disk
     * has failed. False if the pool could not open a connection.
     */
    static boolean isLackOfResources(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && (state.startsWith("53") || state.startsWith("58"))
                && !(failure instanceof SQLTransientConnectionException);
    }

    /** True if the connection was cut while it was in use. False if the pool could not open a connection. */
    static boolean isCutConnection(SQLException failure) {
        return isLostConnection(failure) && !(failure instanceof SQLTransientConnectionException);
    }

    /**
     * True if a prepared statement that the driver expects is missing in the session, or if the session has another
     * prepared statement of the same name.
     */
    static boolean isLostStatement(SQLException failure) {
        return NO_SUCH_STATEMENT.equals(failure.getSQLState()) || DUPLICATE_STATEMENT.equals(failure.getSQLState());
    }
}
