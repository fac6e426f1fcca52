package dev.tenantry.support.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One database and the user who connects to it, usually a superuser. Each call opens its own connection and commits, so
 * threads can share a record, and the record never holds a lock. If PostgreSQL refuses the SQL, a call throws an {@link
 * IllegalStateException} with the {@link SQLException} as its cause.
 */
public record TestDatabase(String url, String username, String password) {

    /** Runs a statement and returns the number of rows it changed. */
    public int execute(String sql, Object... parameters) {
        return run(sql, parameters, statement -> {
            statement.execute();
            return Math.max(0, statement.getUpdateCount());
        });
    }

    /** The rows of a query, each a list of its columns' values in order. */
    public List<List<Object>> rows(String sql, Object... parameters) {
        return run(sql, parameters, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                return read(result);
            }
        });
    }

    /** The one value of a query that must have exactly one row. */
    @SuppressWarnings("unchecked")
    public <T> T value(String sql, Object... parameters) {
        List<List<Object>> rows = rows(sql, parameters);
        if (rows.size() != 1) {
            throw new IllegalStateException("Expected one row, found " + rows.size() + ": " + sql);
        }
        return (T) rows.get(0).get(0);
    }

    /** A new connection, which the caller closes. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    @Override
    public String toString() {
        return url;
    }

    private <T> T run(String sql, Object[] parameters, Work<T> work) {
        try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in: " + sql, e);
        }
    }

    private static List<List<Object>> read(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<Object> row = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                row.add(result.getObject(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }
}
