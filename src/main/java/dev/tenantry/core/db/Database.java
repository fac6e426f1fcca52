package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/** A PostgreSQL database behind a pool of connections. Thread-safe. */
public final class Database implements AutoCloseable {

    private final Pool pool;
    private final TenantBulkhead shares;
    private final Limits limits;
    private final Work work;

    private Database(Pool pool, TenantBulkhead shares, Limits limits, Work work) {
        this.pool = pool;
        this.shares = shares;
        this.limits = limits;
        this.work = work;
    }

    /**
     * Connects, and probes for a pooler. If the pooler loses prepared statements, the pool's connections do not use
     * any, even if an option in the address turns prepared statements on.
     *
     * @throws DatabaseUnavailableException if the first connection fails
     */
    public static Database open(DatabaseSettings settings) {
        Database database = openLater(settings);
        try {
            database.ping();
            return database;
        } catch (DatabaseException failure) {
            database.close();
            throw failure;
        }
    }

    /**
     * Opens no connection yet, so that a server can start while the database is unavailable. Queries work as soon as
     * the database answers. The pool grows to its full size, and uses prepared statements, after the first successful
     * {@link #ping}.
     */
    public static Database openLater(DatabaseSettings settings) {
        TenantBulkhead shares = new TenantBulkhead(
                settings.limits().tenantConnections(), Work.connections(settings.poolMaxSize()));
        return new Database(new Pool(settings), shares, settings.limits(), Work.REQUEST);
    }

    /** The name of this database in the settings. */
    public String name() {
        return pool.name();
    }

    /** The pooler that the probe found. */
    public Pooler pooler() {
        return pool.pooler();
    }

    /** The same database and pool for long work, without time limits. */
    public Database withoutTimeouts() {
        return new Database(pool, shares, limits, Work.LONG);
    }

    /**
     * The same database and pool for an inspection. A statement has no time limit, but waits for a lock no longer than
     * {@link #lockTimeout}. If a tenant's table stays locked, the inspection can report this and continue.
     */
    public Database forInspection() {
        return new Database(pool, shares, limits, Work.INSPECTION);
    }

    /**
     * The same database and pool for transactions that create tenants' schemas, without time limits. All of these
     * transactions together use a quarter of the pool at most.
     */
    public Database forProvisioning() {
        return new Database(pool, shares, limits, Work.PROVISIONING);
    }

    /** How many connections all provisionings together can use. */
    public int provisioningConnections() {
        return shares.workSize();
    }

    /**
     * The same database and pool for the removal of tenants' schemas. A statement has no time limit, but waits for a
     * lock no longer than a request's statement does. A quarter of the pool is for the first connections of removals. A
     * removal may need a second connection: all removals together use half of the pool at most.
     */
    public Database forRemoval() {
        return new Database(pool, shares, limits, Work.REMOVAL);
    }

    /**
     * Runs reads that need not be in the same transaction. Each statement is a transaction of its own, and is sent with
     * its scope in one round trip. The connection returns to the pool when the work returns.
     */
    public <T> T read(Scope scope, Function<ReadHandle, T> work) {
        try (Lease lease = borrow(scope)) {
            return work.apply(new AutoCommitQueries(lease.connection(), limited(scope)));
        } catch (SQLException failure) {
            throw DatabaseException.of("returning a connection", failure);
        }
    }

    /** Runs the work in a transaction: committed if the work returns, rolled back if the work throws. */
    public <T> T inTransaction(Scope scope, Function<Handle, T> work) {
        return run(later(scope), work);
    }

    /** Runs reads on one snapshot: all reads see the database as the first read sees it. */
    public <T> T inSnapshot(Scope scope, Function<Handle, T> work) {
        return run(Transaction.snapshot(() -> borrow(scope), limited(scope)), work);
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
        return Transaction.begin(() -> borrow(scope), limited(scope));
    }

    /** Begins a transaction that the caller ends. The transaction takes a connection for its first statement. */
    public Transaction later(Scope scope) {
        return Transaction.later(() -> borrow(scope), limited(scope));
    }

    /**
     * How long long-running work waits for a lock that requests need too: half of a request's lock timeout. If the work
     * gives up, the requests that wait behind the work still have time left.
     */
    public Duration lockTimeout() {
        return limits.lockTimeout();
    }

    /**
     * Checks that the database answers, over a connection of the pool. The first successful check probes for a pooler,
     * which takes about forty round trips.
     *
     * @throws DatabaseUnavailableException if no answer comes within twice the connection timeout
     */
    public void ping() {
        try {
            validate();
            if (pool.probe()) {
                validate(); // over a new connection
            }
            pool.setAnswering(true);
        } catch (DatabaseException failure) {
            pool.setAnswering(false);
            throw failure;
        }
    }

    /** True if the database answered at the last check. */
    public boolean isAnswering() {
        return pool.isAnswering();
    }

    private void validate() {
        int timeoutSeconds = (int) Math.max(1, pool.connectionTimeout().toSeconds());
        try (Lease lease = borrow(Scope.NONE)) {
            // The driver's own check: its timeout also works if the network drops all packets.
            if (!lease.connection().isValid(timeoutSeconds)) {
                throw new SQLException("No answer within " + timeoutSeconds + " s", SqlState.CONNECTION_FAILURE);
            }
        } catch (SQLException failure) {
            throw DatabaseException.of("asking for a sign of life", failure);
        }
    }

    public PoolState poolState() {
        return pool.state();
    }

    /** How often a tenant was refused a connection because all connections of its share were in use. */
    public long sharesRefused() {
        return shares.refused();
    }

    private Scope limited(Scope scope) {
        return switch (work) {
            case REQUEST -> limits.onRequest(scope);
            case INSPECTION -> limits.onInspection(scope);
            case LONG, PROVISIONING -> Limits.onLongWork(scope);
            case REMOVAL -> limits.onRemoval(scope);
        };
    }

    private Lease borrow(Scope scope) {
        try {
            Runnable share = switch (work) {
                case REQUEST -> shares.take(scope.ownerOrNull(), pool.connectionTimeout());
                case LONG, INSPECTION -> shares.take(scope.ownerOrNull(), null);
                case PROVISIONING, REMOVAL -> shares.take(work);
            };
            Stripe stripe = pool.enter(scope.ownerOrNull());
            Runnable end = () -> {
                stripe.leave();
                share.run();
            };
            try {
                return new Lease(connection(stripe), end);
            } catch (SQLException failure) {
                end.run();
                throw failure;
            }
        } catch (SQLException failure) {
            throw DatabaseException.of("waiting for a connection to database " + pool.name(), failure);
        }
    }

    private Connection connection(Stripe stripe) throws SQLException {
        Connection connection = stripe.take();
        if (work != Work.REQUEST) {
            try {
                connection.setNetworkTimeout(Runnable::run, 0); // the pool resets this when the work ends
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
