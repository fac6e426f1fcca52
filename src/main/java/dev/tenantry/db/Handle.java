package dev.tenantry.db;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/**
 * Runs SQL on one connection. Parameters are always bound; a {@code String[]} is bound as {@code text[]}. One thread
 * at a time.
 */
public final class Handle {

    private final Connection connection;
    private final Scope scope;
    private final boolean readOnly;

    private Handle(Connection connection, Scope scope, boolean readOnly) {
        this.connection = connection;
        this.scope = scope;
        this.readOnly = readOnly;
    }

    /** For a connection on auto-commit: each query brings its scope along in the same round trip. */
    static Handle reading(Connection connection, Scope scope) {
        return new Handle(connection, scope, true);
    }

    /** For a connection whose transaction already has its scope. */
    static Handle inTransaction(Connection connection) {
        return new Handle(connection, Scope.NONE, false);
    }

    /**
     * From here on the transaction is in that scope. What another one has set before, and this one does not, stays.
     *
     * @throws WrongScopeException where the scope's tripwire was touched
     */
    public void enter(Scope other) {
        requireTransaction();
        if (other.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(other.sql())) {
            bind(statement, other.parameters());
            statement.execute();
            other.pass(statement);
        } catch (SQLException failure) {
            throw DatabaseException.of("entering a scope", failure);
        }
    }

    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(false, sql, mapper, parameters);
    }

    /**
     * The same for a query whose right plan depends on what is bound: PostgreSQL plans it anew for just these values.
     * Of a statement that it has prepared it comes to make one plan for all.
     */
    public <T> List<T> queryAnew(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(true, sql, mapper, parameters);
    }

    private <T> List<T> query(boolean anew, String sql, RowMapper<T> mapper, Object... parameters) {
        // To compile, which PostgreSQL does for what looks expensive, would take longer than most of these.
        Scope opened = anew && !scope.isEmpty() ? scope.with("jit", "off") : scope;
        // One round trip as a rule; begin and commit hold the scope together where pgjdbc sends a Sync in between.
        String sent = scope.isEmpty() ? sql : "begin read only; " + opened.sql() + "; " + sql + "; commit";
        try (PreparedStatement statement = connection.prepareStatement(sent)) {
            if (anew) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            bind(statement, opened.parametersAnd(parameters));
            statement.execute();
            if (!scope.isEmpty()) {
                statement.getMoreResults(); // of begin
                opened.pass(statement);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        } catch (SQLException failure) {
            endFailedRead();
            throw DatabaseException.of("a query", failure);
        }
    }

    /**
     * Hands the rows of a query over one by one, with no more than so many of them in memory. What the consumer throws
     * ends it. Only in a transaction: the driver would fetch all rows at once elsewhere.
     */
    public <T> void forEach(
            String sql, int fetchSize, RowMapper<T> mapper, Consumer<T> consumer, Object... parameters) {
        requireTransaction();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    consumer.accept(mapper.map(result));
                }
            }
        } catch (SQLException failure) {
            throw DatabaseException.of("a query", failure);
        }
    }

    private void endFailedRead() {
        if (scope.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException alreadyBroken) {
            // The pool throws such a connection away by itself.
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(sql, mapper, parameters).stream().findFirst();
    }

    /** The one number of a {@code select count(*)}. */
    public int count(String sql, Object... parameters) {
        return first(sql, row -> row.getInt(1), parameters).orElseThrow();
    }

    /** @return the number of rows written */
    public int update(String sql, Object... parameters) {
        requireTransaction();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw DatabaseException.of("an update", failure);
        }
    }

    /** Runs a script without parameters in one round trip; it ends with the first statement that fails. */
    public void run(String script) {
        requireTransaction();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false); // a brace is a brace
            statement.execute(script);
        } catch (SQLException failure) {
            throw DatabaseException.of("a script", failure);
        }
    }

    /** Runs one statement for many rows of parameters in as few round trips as the driver can. */
    public void batch(String sql, List<Object[]> rows) {
        requireTransaction();
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] parameters : rows) {
                bind(statement, parameters);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException failure) {
            throw DatabaseException.of("a batch", failure);
        }
    }

    /**
     * Writes many rows into a table by one COPY, which takes a fraction of the time that {@link #batch} does. They are
     * made into text before the first is sent, so that one which can't be stored leaves the transaction as it was.
     *
     * @param table with the columns that are written, such as {@code person (username, email)}
     * @param rows as many as may be in memory twice; texts, numbers and truth values
     */
    public void copyIn(String table, List<Object[]> rows) {
        requireTransaction();
        if (rows.isEmpty()) {
            return;
        }
        byte[] text = CopyText.of(rows);
        try {
            connection.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(text));
        } catch (SQLException failure) {
            throw DatabaseException.of("a copy", failure);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    /** Runs work that leaves nothing behind where it throws: the transaction goes on as it was before. */
    public void attempt(Runnable work) {
        update("savepoint attempt");
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            undo(failure);
            throw failure;
        }
        update("release savepoint attempt");
    }

    private void undo(Throwable failure) {
        try {
            update("rollback to savepoint attempt");
            update("release savepoint attempt");
        } catch (DatabaseException lost) {
            failure.addSuppressed(lost); // and with it the whole transaction
        }
    }

    /** This transaction for libraries that want a {@link DataSource}: they can't commit or close it. */
    public DataSource asDataSource() {
        requireTransaction();
        return TransactionDataSource.of(connection);
    }

    private void requireTransaction() {
        if (readOnly) {
            throw new IllegalStateException("A reading handle has no transaction: begin one");
        }
    }

    private void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof String[] texts) {
                Arrays.stream(texts).forEach(UnstorableTextException::require);
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else if (parameters[i] instanceof String text) {
                statement.setString(i + 1, UnstorableTextException.require(text));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
    }
}
