package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A borrowed connection. One thread at a time.
 *
 * @param end reports to the tenant's share and to the stripe that the connection is no longer in use
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
