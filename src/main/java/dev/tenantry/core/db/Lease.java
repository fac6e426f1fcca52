package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A borrowed connection. One thread at a time.
 *
 * @param end frees the connection's place in the share and in the stripe
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
