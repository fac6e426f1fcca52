package dev.tenantry.db;

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
     * Connects, and finds out what a pooler does that may be in between: where it does not keep prepared statements,
     * none are used, whatever the address says.
     *
     * @throws DatabaseUnavailableException where no first connection can be had
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
     * Connects to nobody yet, so that one that is down keeps nobody from starting. It can be worked with as soon as it
     * is there; all of the pool, and prepared statements, are used from the first {@link #ping} that it answers.
     */
    public static Database openLater(DatabaseSettings settings) {
        TenantBulkhead shares = new TenantBulkhead(
                settings.limits().tenantConnections(), Work.connections(settings.poolMaxSize()));
        return new Database(new Pool(settings), shares, settings.limits(), Work.REQUEST);
    }

    /** As its settings call it. */
    public String name() {
        return pool.name();
    }

    /** What has been found out. */
    public Pooler pooler() {
        return pool.pooler();
    }

    /** The same database and pool for work that may take long: no limit cuts it short. */
    public Database withoutTimeouts() {
        return new Database(pool, shares, limits, Work.LONG);
    }

    /**
     * The same database and pool for transactions that create tenants' schemas. No limit cuts them short. All of them
     * together use a quarter of the pool at most.
     */
    public Database forProvisioning() {
        return new Database(pool, shares, limits, Work.PROVISIONING);
    }

    /** How many connections that is. */
    public int provisioningConnections() {
        return shares.workSize();
    }

    /**
     * The same database and pool for the removal of tenants' schemas. A statement may take long, and waits for a lock
     * as long as a request's. Each removal may hold one connection and ask for a second: all of them together use a
     * quarter of the pool, and as much again.
     */
    public Database forRemoval() {
        return new Database(pool, shares, limits, Work.REMOVAL);
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
        return run(later(scope), work);
    }

    /** Runs reads that all see the database as it is at the first of them, however long they take. */
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

    /** The same, without a connection until its first statement. */
    public Transaction later(Scope scope) {
        return Transaction.later(() -> borrow(scope), limited(scope));
    }

    /**
     * How long long work that is about to lock what requests want may wait for it: half as long as they do, so that
     * requests still have time left when it stops waiting.
     */
    public Duration lockTimeout() {
        return limits.lockTimeout();
    }

    /**
     * Asks the database for a sign of life, over a connection of the pool. At the first one it is found out what a
     * pooler does that may be in between, which takes some forty round trips.
     *
     * @throws DatabaseUnavailableException where none comes; after twice the time that requests wait for a connection
     */
    public void ping() {
        try {
            validate();
            if (pool.probe()) {
                validate(); // over one of the connections that there are from now on
            }
            pool.setAnswering(true);
        } catch (DatabaseException failure) {
            pool.setAnswering(false);
            throw failure;
        }
    }

    /** Whether there was a sign of life when somebody last asked for one. */
    public boolean isAnswering() {
        return pool.isAnswering();
    }

    private void validate() {
        int timeoutSeconds = (int) Math.max(1, pool.connectionTimeout().toSeconds());
        try (Lease lease = borrow(Scope.NONE)) {
            // The driver's own question, since it limits the wait for an answer too, where the network swallows all.
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

    /** How often a tenant was refused a connection because it had its share of them. */
    public long sharesRefused() {
        return shares.refused();
    }

    private Scope limited(Scope scope) {
        return switch (work) {
            case REQUEST -> limits.onRequest(scope);
            case LONG, PROVISIONING -> Limits.onLongWork(scope);
            case REMOVAL -> limits.onRemoval(scope);
        };
    }

    private Lease borrow(Scope scope) {
        try {
            Runnable share = switch (work) {
                case REQUEST -> shares.take(scope.ownerOrNull(), pool.connectionTimeout());
                case LONG -> shares.take(scope.ownerOrNull(), null);
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
