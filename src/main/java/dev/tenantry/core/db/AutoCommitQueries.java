package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs queries on a connection in auto-commit mode. Each query is a transaction of its own. The settings of the scope
 * and the query are sent in one round trip.
 */
record AutoCommitQueries(Connection connection, Scope scope) implements ReadHandle {

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(false, sql, mapper, parameters);
    }

    @Override
    public <T> List<T> queryUnprepared(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(true, sql, mapper, parameters);
    }

    private <T> List<T> query(boolean unprepared, String sql, RowMapper<T> mapper, Object[] parameters) {
        // Turns JIT compilation off for unprepared queries. PostgreSQL compiles plans that look expensive, and the
        // compilation would take longer than most of these queries.
        Scope opened = unprepared && !scope.isEmpty() ? scope.with("jit", "off") : scope;
        // All statements usually travel in one round trip. But pgjdbc may send a Sync message between two statements,
        // which ends an implicit transaction. The explicit begin and commit keep the scope and the query in one
        // transaction.
        String sent = scope.isEmpty() ? sql : "begin read only; " + opened.sql() + "; " + sql + "; commit";
        try (PreparedStatement statement = Statements.prepare(connection, unprepared, sent)) {
            Statements.bind(statement, opened.parametersAnd(parameters));
            statement.execute();
            if (!scope.isEmpty()) {
                statement.getMoreResults(); // skips the result of begin
                statement.getMoreResults(); // skips the result of the scope
            }
            return Statements.rows(statement, mapper);
        } catch (SQLException failure) {
            if (!scope.isEmpty()) {
                Statements.rollback(connection);
            }
            throw Statements.failed("a query", failure);
        }
    }
}
