package dev.tenantry.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/** A PostgreSQL database and the pool of connections to it. Thread-safe. */
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
     * Opens the pool, and finds out whether a pooler such as PgBouncer is in front of the database. If the pooler loses
     * prepared statements, the pool's connections use no prepared statements, even if an option in the database's
     * address turns prepared statements on.
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
     * Creates the pool without opening a connection, so that a server can start while the database is unavailable.
     * Queries work as soon as the database is available. The first successful {@link #ping} lets the pool grow to its
     * full size, and lets connections use prepared statements if the pooler does not lose them.
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

    /**
     * How the pooler in front of the database behaves. Until the first successful {@link #ping}, the result describes
     * the worst case: see {@link Pooler}.
     */
    public Pooler pooler() {
        return pool.pooler();
    }

    /**
     * Returns a view of this database for long work. The view uses the same pool, but its statements and its waits for
     * locks have no time limit.
     */
    public Database withoutTimeouts() {
        return new Database(pool, shares, limits, Work.LONG);
    }

    /**
     * Returns a view of this database for an inspection. The view uses the same pool. A statement may run without a
     * time limit, but fails if it waits for a lock longer than {@link #lockTimeout}. If a tenant's table stays locked,
     * the inspection can report this and continue.
     */
    public Database forInspection() {
        return new Database(pool, shares, limits, Work.INSPECTION);
    }

    /**
     * Returns a view of this database for transactions that create tenants' schemas. The view uses the same pool. Its
     * transactions have no time limits. All provisionings together use at most a quarter of the pool's connections, or
     * one connection if the pool has fewer than four.
     */
    public Database forProvisioning() {
        return new Database(pool, shares, limits, Work.PROVISIONING);
    }

    /** The maximum number of connections that all provisionings together hold at a time. */
    public int provisioningConnections() {
        return shares.workSize();
    }

    /**
     * Returns a view of this database for the removal of tenants' schemas. The view uses the same pool. A statement may
     * run without a time limit, but fails if it waits for a lock longer than the lock timeout of a request.
     *
     * <p>A removal uses one or two connections. The number of removals that can run at a time is a quarter of the
     * pool's connections, but at least one. All removals together therefore use at most half of the pool, or two
     * connections if the pool has fewer than four.
     */
    public Database forRemoval() {
        return new Database(pool, shares, limits, Work.REMOVAL);
    }

    /**
     * Runs reads that need no common transaction: each query is a transaction of its own. The settings of the scope and
     * the query are sent in one round trip. The connection returns to the pool when the work ends.
     */
    public <T> T read(Scope scope, Function<ReadHandle, T> work) {
        try (Lease lease = borrow(scope)) {
            return work.apply(new AutoCommitQueries(lease.connection(), limited(scope)));
        } catch (SQLException failure) {
            throw DatabaseException.of("returning a connection", failure);
        }
    }

    /** Runs the work in a transaction. Commits if the work returns, and rolls back if the work throws. */
    public <T> T inTransaction(Scope scope, Function<Handle, T> work) {
        return run(later(scope), work);
    }

    /**
     * Runs reads on one snapshot: all reads see the same state of the database, even if other transactions commit
     * changes.
     */
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

    /**
     * Begins a transaction at once, on a connection of the pool. The caller must commit the transaction or roll it
     * back.
     */
    public Transaction begin(Scope scope) {
        return Transaction.begin(() -> borrow(scope), limited(scope));
    }

    /**
     * Returns a transaction that takes a connection of the pool only when its first statement is sent. The caller must
     * commit the transaction or roll it back.
     */
    public Transaction later(Scope scope) {
        return Transaction.later(() -> borrow(scope), limited(scope));
    }

    /**
     * The lock timeout of inspections, and of other long work that may block requests: half of a request's lock
     * timeout. Requests queue up behind the waiting work. If the work gives up, these requests still have time left to
     * get the lock.
     */
    public Duration lockTimeout() {
        return limits.lockTimeout();
    }

    /**
     * Checks that the database answers on a connection of the pool. The first successful check also probes how a pooler
     * behaves; the probe takes about forty round trips.
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
            // Uses the driver's own check, because its timeout also works if the network drops all packets.
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

    /** How often work got no connection because its share of the pool was exhausted. */
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
                connection.setNetworkTimeout(Runnable::run, 0); // the pool resets this when it gets the connection back
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
