package dev.tenantry.core.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One of the HikariCP pools into which the connections to a database are divided. Thread-safe. */
final class Stripe implements AutoCloseable {

    /** The shortest validation timeout that HikariCP accepts. */
    private static final long MIN_VALIDATION_MILLIS = 250;

    private final HikariDataSource connections;
    private final AtomicInteger users = new AtomicInteger();

    /** Creates a stripe without a connection. The stripe opens at most one connection until {@link #grow} is called. */
    Stripe(String name, DatabaseSettings settings, DataSource driver, EvictOnFailover lost) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        // Passes a data source, not an address. For an address, HikariCP would set the login timeout of DriverManager,
        // which also applies to Keycloak's own pool.
        config.setDataSource(driver);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        long timeout = settings.connectionTimeout().toMillis();
        config.setConnectionTimeout(timeout);
        // Half of the connection timeout: if the check of a dead connection used up the whole timeout, no time would be
        // left for another connection.
        config.setValidationTimeout(Math.max(MIN_VALIDATION_MILLIS, timeout / 2));
        config.setInitializationFailTimeout(-1); // does not connect yet; the first use reports a failure
        config.setExceptionOverride(lost);
        connections = new HikariDataSource(config);
        lost.watch(connections);
    }

    /**
     * Counts one more use of the stripe. Call before the wait for a connection begins, and call {@link #leave} once
     * when the use ends.
     */
    Stripe enter() {
        users.incrementAndGet();
        return this;
    }

    void leave() {
        users.decrementAndGet();
    }

    /** The number of uses of the stripe at this moment: connections in use, and waits for a connection. */
    int users() {
        return users.get();
    }

    Connection take() throws SQLException {
        return connections.getConnection();
    }

    /**
     * Replaces all connections. From now on, the stripe keeps {@code size} connections open. HikariCP takes up to 30 s
     * to open the connections.
     */
    void grow(int size) {
        connections.setMaximumPoolSize(size);
        connections.setMinimumIdle(size);
        connections.getHikariPoolMXBean().softEvictConnections();
    }

    PoolState state(int max) {
        HikariPoolMXBean state = connections.getHikariPoolMXBean();
        return new PoolState(
                state.getActiveConnections(), state.getIdleConnections(), state.getThreadsAwaitingConnection(), max);
    }

    @Override
    public void close() {
        connections.close();
    }
}
