package dev.tenantry.db;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A PostgreSQL database behind a pool of connections. Thread-safe. */
public final class Database implements AutoCloseable {

    private final HikariDataSource pool;
    private final Pooler pooler;
    private final PoolShares shares;
    private final Limits limits;
    private final boolean isForLongWork;

    private Database(HikariDataSource pool, Pooler pooler, PoolShares shares, Limits limits, boolean isForLongWork) {
        this.pool = pool;
        this.pooler = pooler;
        this.shares = shares;
        this.limits = limits;
        this.isForLongWork = isForLongWork;
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
        String url = pooler.keepingStatements() ? settings.url() : withoutPreparedStatements(settings.url());
        PoolShares shares = new PoolShares(settings.limits().tenantConnections());
        Database database =
                new Database(Pool.of(settings, url, maxSize), pooler, shares, settings.limits(), false);
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

    /** The same database and pool for work that may take long: no limit cuts it short. */
    public Database forLongWork() {
        return new Database(pool, pooler, shares, limits, true);
    }

    /**
     * Runs reads that need no transaction of their own. Each statement travels with its scope in one round trip, as
     * one implicit transaction, and the connection goes back when the work returns.
     */
    public <T> T read(Scope scope, Function<Handle, T> work) {
        try (Lease lease = borrow(scope)) {
            return work.apply(Handle.reading(lease.connection(), limited(scope)));
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
        return run(Transaction.snapshot(borrow(scope), limited(scope)), work);
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
        return Transaction.begin(borrow(scope), limited(scope));
    }

    /**
     * For long work that is about to lock what requests want: from here on its transaction waits for a lock half as
     * long as they do, so that they have patience left when it gives up.
     */
    public void letRequestsPass(Handle handle) {
        limits.letRequestsPass(handle);
    }

    /**
     * Asks the database for a sign of life, over a connection of the pool.
     *
     * @throws DatabaseUnavailableException where none comes; after twice the time that requests wait for a connection
     */
    public void ping() {
        int patienceSeconds = (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(pool.getConnectionTimeout()));
        try (Lease lease = borrow(Scope.NONE)) {
            // The driver's own question, since it limits the wait for an answer too, where the network swallows all.
            if (!lease.connection().isValid(patienceSeconds)) {
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

    /** How often a tenant was refused a connection because it had its share of them. */
    public long sharesRefused() {
        return shares.refused();
    }

    private Scope limited(Scope scope) {
        return isForLongWork ? Limits.onLongWork(scope) : limits.onRequest(scope);
    }

    private Lease borrow(Scope scope) {
        try {
            Duration patience = isForLongWork ? null : Duration.ofMillis(pool.getConnectionTimeout());
            Runnable share = shares.take(scope.ownerOrNull(), patience);
            try {
                return new Lease(connection(), share);
            } catch (SQLException failure) {
                share.run();
                throw failure;
            }
        } catch (SQLException failure) {
            throw DatabaseException.of("waiting for a connection", failure);
        }
    }

    private Connection connection() throws SQLException {
        Connection connection = pool.getConnection();
        if (isForLongWork) {
            try {
                connection.setNetworkTimeout(Runnable::run, 0); // the pool takes it back
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        }
        return connection;
    }

    @Override
    public void close() {
        pool.close();
    }
}
