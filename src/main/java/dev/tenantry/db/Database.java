package dev.tenantry.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A PostgreSQL database behind a pool of connections. Thread-safe. */
public final class Database implements AutoCloseable {

    private final HikariDataSource pool;
    private final Pooler pooler;
    private final int patienceSeconds;

    private Database(HikariDataSource pool, Pooler pooler) {
        this.pool = pool;
        this.pooler = pooler;
        this.patienceSeconds = (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(pool.getConnectionTimeout()));
    }

    /**
     * Connects, and finds out what a pooler does that may be in between: where it does not keep prepared statements,
     * none are used, whatever the address says.
     *
     * @throws DatabaseUnavailableException where no first connection can be had
     */
    public static Database open(DatabaseSettings settings) {
        // Until that is known, no more than works with any pooler.
        connect(settings, 1, Pooler.unknown("not asked yet")).close();
        return connect(settings, settings.poolMaxSize(), PoolerProbe.run(settings));
    }

    private static String withoutPreparedStatements(String url) {
        return url + (url.contains("?") ? "&" : "?") + "prepareThreshold=0"; // of two the driver takes the last
    }

    private static Database connect(DatabaseSettings settings, int maxSize, Pooler pooler) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tenantry");
        config.setJdbcUrl(
                pooler.keepingStatements() ? settings.url() : withoutPreparedStatements(settings.url()));
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(maxSize);
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setInitializationFailTimeout(-1); // connected below, where the failure can be named
        config.addDataSourceProperty("ApplicationName", "tenantry");
        // The detail of a unique violation is the value itself: somebody's e-mail address.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        Database database = new Database(new HikariDataSource(config), pooler);
        try {
            database.read(Scope.NONE, handle -> handle.count("select 1"));
            return database;
        } catch (DatabaseException failure) {
            database.close();
            throw failure;
        }
    }

    /** What was found out at the start. */
    public Pooler pooler() {
        return pooler;
    }

    /**
     * Runs reads that need no transaction of their own. Each statement travels with its scope in one round trip, as
     * one implicit transaction, and the connection goes back when the work returns.
     */
    public <T> T read(Scope scope, Function<Handle, T> work) {
        try (Connection connection = borrow()) {
            return work.apply(Handle.reading(connection, scope));
        } catch (SQLException failure) {
            throw DatabaseException.of("returning a connection", failure);
        }
    }

    /** Runs the work in a transaction: committed when it returns, rolled back when it throws. */
    public <T> T inTransaction(Scope scope, Function<Handle, T> work) {
        return run(begin(scope), work);
    }

    /** Runs reads that all see the database as it is at the first of them, however long they take. */
    public <T> T inSnapshot(Scope scope, Function<Handle, T> work) {
        return run(Transaction.snapshot(borrow(), scope), work);
    }

    private static <T> T run(Transaction transaction, Function<Handle, T> work) {
        T result;
        try {
            result = work.apply(transaction.handle());
        } catch (RuntimeException | Error failure) {
            transaction.rollback();
            throw failure;
        }
        transaction.commit();
        return result;
    }

    /** Begins a transaction that the caller ends. */
    public Transaction begin(Scope scope) {
        return Transaction.begin(borrow(), scope);
    }

    /**
     * Asks the database for a sign of life, over a connection of the pool.
     *
     * @throws DatabaseUnavailableException where none comes; after twice the time that requests wait for a connection
     */
    public void ping() {
        try (Connection connection = borrow()) {
            // The driver's own question, since it limits the wait for an answer too, where the network swallows all.
            if (!connection.isValid(patienceSeconds)) {
                throw new SQLException("No answer within " + patienceSeconds + " s", SqlState.CONNECTION_FAILURE);
            }
        } catch (SQLException failure) {
            throw DatabaseException.of("asking for a sign of life", failure);
        }
    }

    public PoolState poolState() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return new PoolState(
                state.getActiveConnections(),
                state.getIdleConnections(),
                state.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize());
    }

    private Connection borrow() {
        try {
            return pool.getConnection();
        } catch (SQLException failure) {
            throw DatabaseException.of("waiting for a connection", failure);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
