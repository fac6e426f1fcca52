package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Runs queries on a connection on auto-commit. Each query is one transaction with the scope, in one round trip. */
record AutoCommitQueries(Connection connection, Scope scope) {

    <T> List<T> query(boolean anew, String sql, RowMapper<T> mapper, Object[] parameters) {
        // JIT compilation, which PostgreSQL starts for plans that look expensive, would take longer than most of these
        // queries.
        Scope opened = anew && !scope.isEmpty() ? scope.with("jit", "off") : scope;
        // Usually one round trip; begin and commit hold the scope together if pgjdbc sends a Sync in between.
        String sent = scope.isEmpty() ? sql : "begin read only; " + opened.sql() + "; " + sql + "; commit";
        try (PreparedStatement statement = Statements.prepare(connection, anew, sent)) {
            Statements.bind(statement, opened.parametersAnd(parameters));
            statement.execute();
            if (!scope.isEmpty()) {
                statement.getMoreResults(); // of begin
                statement.getMoreResults(); // of the scope
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
