package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that was borrowed from the pool. Not thread-safe.
 *
 * @param end called after the connection is returned; the tenant's limit and the stripe then no longer count the
 *     connection
 */
record Lease(Connection connection, Runnable end) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            end.run();
        }
    }
}
