package dev.tenantry.core.db;

import java.sql.SQLException;

/**
 * The database did not answer, or answered too late. The exception says nothing about the data: it never means "not
 * found".
 */
public final class DatabaseUnavailableException extends DatabaseException {

    private static final long serialVersionUID = 1;

    /** Creates the exception for a failure that happened before any query was sent. */
    public DatabaseUnavailableException(String message) {
        super(message, null);
    }

    DatabaseUnavailableException(String message, SQLException cause) {
        super(message, cause);
    }

    /**
     * True if the database responds, but reports that another server is unavailable, such as a Citus worker with the
     * requested data. Data on the remaining servers is still available.
     */
    public boolean isOfAnotherServer() {
        return getCause() instanceof SQLException failure && SqlState.isOfAnotherServer(failure);
    }

    /**
     * True if a statement failed because the server lacks disk space, memory or another resource, or because its disk
     * has failed. Other statements may still succeed.
     */
    public boolean isLackOfResources() {
        return getCause() instanceof SQLException failure && SqlState.isLackOfResources(failure);
    }

    /**
     * True if the connection was cut while it was in use, for example because an operator or PostgreSQL has ended its
     * session. The database may still be available on other connections.
     */
    public boolean isCutConnection() {
        return getCause() instanceof SQLException failure && SqlState.isCutConnection(failure);
    }

    /** True if a statement waited for a lock until the lock timeout. */
    public boolean isLockTimeout() {
        return getCause() instanceof SQLException failure && SqlState.isLockTimeout(failure);
    }
}
