package dev.tenantry.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** The few PostgreSQL error codes that the code acts on (PostgreSQL manual, appendix A). */
final class SqlState {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DUPLICATE_SCHEMA = "42P06";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NO_SUCH_STATEMENT = "26000";
    private static final String DUPLICATE_STATEMENT = "42P05";

    static final String CONNECTION_FAILURE = "08006";

    /** A transaction in which a statement has failed already. */
    static final String FAILED_TRANSACTION = "25P02";

    private SqlState() {}

    static boolean isDuplicate(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState()) || DUPLICATE_SCHEMA.equals(failure.getSQLState());
    }

    /** The server can't be reached, is starting or stopping, has no connection to give, or is kept busy by a lock. */
    static boolean isUnavailable(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state == null // of the pool: closed, interrupted, or its connection thrown away
                || state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57P") // shutdown, crash, cannot connect now
                || state.equals(LOCK_NOT_AVAILABLE);
    }

    /** The session has not got the prepared statement that it is said to have, or has one that it should not have. */
    static boolean isLostStatement(SQLException failure) {
        return NO_SUCH_STATEMENT.equals(failure.getSQLState()) || DUPLICATE_STATEMENT.equals(failure.getSQLState());
    }
}
