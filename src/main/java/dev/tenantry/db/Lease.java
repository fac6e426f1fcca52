package dev.tenantry.db;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection that is to go back to the pool, and with it to the share that it is of. One thread at a time. */
record Lease(Connection connection, Runnable share) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            share.run();
        }
    }
}
