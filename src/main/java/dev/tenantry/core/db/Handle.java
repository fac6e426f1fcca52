package dev.tenantry.core.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Runs SQL in a transaction. Parameters are always bound; a {@code String[]} is bound as {@code text[]}. Not
 * thread-safe.
 */
public final class Handle implements ReadHandle {

    private final Connected connected;
    private final StatementQueue queue = new StatementQueue();

    /**
     * The scope applies from the transaction's first statement on.
     *
     * @param connected returns the transaction's connection; called for every statement
     */
    Handle(Connected connected, Scope scope) {
        this.connected = connected;
        queue.add(scope);
    }

    interface Connected {
        Connection connection() throws SQLException;
    }

    /**
     * Changes the scope, from the next statement on. A setting of an earlier scope still applies unless the new scope
     * has another value for the setting. The next statement throws {@link WrongScopeException} if the new scope's check
     * fails.
     */
    public void enter(Scope other) {
        queue.add(other);
    }

    /**
     * Queues a statement. The queue is sent in the same round trip as the transaction's next statement or the commit.
     * If a queued statement fails, the call that sends the queue throws.
     */
    public void defer(String sql, Object... parameters) {
        Arrays.stream(parameters).forEach(Statements::requireStorable);
        defer(() -> new Sql(sql, parameters));
    }

    /** @param sql a function that returns the statement; called once, when the statement is sent */
    public void defer(Supplier<Sql> sql) {
        queue.add(sql);
    }

    /** True if at least one queued statement does more than apply a scope. */
    boolean hasWorkToSend() {
        return queue.hasWork();
    }

    /**
     * Sends {@code begin}, the queued statements and {@code commit} in one round trip. The connection must be in
     * auto-commit mode, since this method itself begins the transaction. PostgreSQL commits nothing if a statement
     * fails, if the check of the {@link Scope} fails, or if the condition of the fence is false.
     */
    void flushAndCommit(Connection whole) {
        try {
            commit(whole, "begin; ");
        } catch (RuntimeException failure) {
            Statements.rollback(whole);
            throw failure;
        }
    }

    /** Sends the queue and commits, in one round trip. After a failure the caller must roll back. */
    void commit(Connection inTransaction) {
        commit(inTransaction, "");
    }

    private void commit(Connection connection, String begin) {
        queue.addFence();
        Sql whole = queue.and("commit");
        try (PreparedStatement statement = connection.prepareStatement(begin + whole.text())) {
            Statements.bind(statement, whole.parameters());
            statement.execute();
        } catch (SQLException failure) {
            throw Statements.failed(begin.isEmpty() ? "committing" : "a transaction", failure);
        } finally {
            queue.clear();
        }
    }

    /** Sends the queued statements, if any, and throws if a statement fails. */
    public void flush() {
        if (!queue.isEmpty()) {
            execute("an update", false, "", new Object[0], executed -> null);
        }
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(false, sql, mapper, parameters);
    }

    @Override
    public <T> List<T> queryUnprepared(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(true, sql, mapper, parameters);
    }

    private <T> List<T> query(boolean unprepared, String sql, RowMapper<T> mapper, Object[] parameters) {
        return execute("a query", unprepared, sql, parameters, statement -> Statements.rows(statement, mapper));
    }

    /** Sends the queue and the given statement in one round trip. */
    private <T> T execute(String what, boolean unprepared, String sql, Object[] parameters, Answer<T> answer) {
        Sql whole = queue.and(sql, parameters);
        try (PreparedStatement statement = Statements.prepare(connected.connection(), unprepared, whole.text())) {
            Statements.bind(statement, whole.parameters());
            int others = queue.clear();
            statement.execute();
            for (int i = 0; i < others; i++) {
                statement.getMoreResults();
            }
            return answer.read(statement);
        } catch (SQLException failure) {
            throw Statements.failed(what, failure);
        }
    }

    private interface Answer<T> {
        T read(PreparedStatement executed) throws SQLException;
    }

    /**
     * Passes the rows of a query to the consumer one by one, with at most {@code fetchSize} rows in memory. An
     * exception of the consumer ends the query.
     */
    public <T> void forEach(
            String sql, int fetchSize, RowMapper<T> mapper, Consumer<T> consumer, Object... parameters) {
        flush(); // the driver fetches in parts only if it sends a single statement
        try (PreparedStatement statement = connected.connection().prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            Statements.bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    consumer.accept(mapper.map(result));
                }
            }
        } catch (SQLException failure) {
            throw DatabaseException.of("a query", failure);
        }
    }

    /** @return the number of rows written */
    public int update(String sql, Object... parameters) {
        return execute("an update", false, sql, parameters, Statement::getUpdateCount);
    }

    /** Runs a script without parameters in one round trip. The script ends at its first failing statement. */
    public void run(String script) {
        flush();
        try (Statement statement = connected.connection().createStatement()) {
            statement.setEscapeProcessing(false); // braces in the script are not JDBC escapes
            statement.execute(script);
        } catch (SQLException failure) {
            throw DatabaseException.of("a script", failure);
        }
    }

    /** Runs one statement for many rows of parameters. The driver sends many rows in each round trip. */
    public void batch(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        flush();
        try (PreparedStatement statement = connected.connection().prepareStatement(sql)) {
            for (Object[] parameters : rows) {
                Statements.bind(statement, parameters);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException failure) {
            throw DatabaseException.of("a batch", failure);
        }
    }

    /**
     * Writes many rows into a table by one COPY, in a fraction of the time of {@link #batch}. {@link CopyText#of} has
     * checked all values: no value contains NUL or half of a surrogate pair.
     */
    public void copyIn(CopyText rows) {
        if (rows.isEmpty()) {
            return;
        }
        flush();
        try {
            connected.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(rows.sql(), rows.stream());
        } catch (SQLException failure) {
            throw DatabaseException.of("a copy", failure);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    /** Runs work in a savepoint: if the work throws, its writes are undone and the transaction can continue. */
    public void inSavepoint(Runnable work) {
        update("savepoint attempt");
        try {
            work.run();
            flush();
        } catch (RuntimeException | Error failure) {
            queue.clear();
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
            failure.addSuppressed(lost); // then the whole transaction can only be rolled back
        }
    }

    /**
     * Sets how long later statements of this transaction wait for a lock.
     *
     * @param timeout zero for no limit
     */
    public void setLockTimeout(Duration timeout) {
        query("select set_config(?, ?, true)", row -> null, Limits.LOCK_TIMEOUT, String.valueOf(timeout.toMillis()));
    }

    /**
     * Returns this transaction as a {@link DataSource} for a library such as Flyway. The library can't commit or close
     * the transaction.
     */
    public DataSource asDataSource() {
        flush();
        try {
            return TransactionDataSource.of(connected.connection());
        } catch (SQLException failure) {
            throw DatabaseException.of("a library's statements", failure);
        }
    }
}
