package dev.tenantry.db;

import java.sql.SQLException;

/** The database did not answer, or not in time: nothing is known about the data, least of all that it isn't there. */
public final class DatabaseUnavailableException extends DatabaseException {

    private static final long serialVersionUID = 1;

    /** It can't even be asked. */
    public DatabaseUnavailableException(String message) {
        super(message, null);
    }

    DatabaseUnavailableException(String message, SQLException cause) {
        super(message, cause);
    }

    /**
     * Whether the database itself answers and reports that it can't reach another server that holds the data, such as a
     * worker of Citus. All data that is elsewhere can be had.
     */
    public boolean isOfAnotherServer() {
        return getCause() instanceof SQLException failure && SqlState.isOfAnotherServer(failure);
    }

    /** Whether a statement has waited for a lock as long as it may. */
    public boolean isLockTimeout() {
        return getCause() instanceof SQLException failure && SqlState.LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
    }
}
