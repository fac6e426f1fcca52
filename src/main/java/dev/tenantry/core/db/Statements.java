package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGStatement;

/** Prepares and binds statements, reads their rows and translates their failures. */
final class Statements {

    private Statements() {}

    /** @param unprepared true to use no prepared statement, so that PostgreSQL plans the query for these parameters */
    static PreparedStatement prepare(Connection connection, boolean unprepared, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        if (unprepared) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        return statement;
    }

    /** @throws UnstorableTextException if PostgreSQL can't store a parameter */
    static void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            requireStorable(parameters[i]);
            if (parameters[i] instanceof String[] texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
            } else if (parameters[i] instanceof String text) {
                statement.setString(i + 1, text);
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
    }

    /** @throws UnstorableTextException if PostgreSQL can't store the parameter */
    static void requireStorable(Object parameter) {
        if (parameter instanceof String[] texts) {
            Arrays.stream(texts).forEach(UnstorableTextException::require);
        } else if (parameter instanceof String text) {
            UnstorableTextException.require(text);
        }
    }

    /** The rows of the statement's current result. */
    static <T> List<T> rows(PreparedStatement executed, RowMapper<T> mapper) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = executed.getResultSet()) {
            while (result.next()) {
                rows.add(mapper.map(result));
            }
        }
        return rows;
    }

    /**
     * Ends a failed transaction whose statements, from {@code begin} to {@code commit}, were sent as one text on a
     * connection in auto-commit mode. Call this method after one of these statements has failed.
     */
    static void rollback(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException alreadyBroken) {
            // The pool discards a broken connection by itself.
        }
    }

    /** @param what the failed action, for the message */
    static RuntimeException failed(String what, SQLException failure) {
        return WrongScopeException.in(failure)
                .<RuntimeException>map(touched -> touched)
                .or(() -> FencedOffException.in(failure))
                .or(() -> MissingRowException.in(failure))
                .orElseGet(() -> DatabaseException.of(what, failure));
    }
}
