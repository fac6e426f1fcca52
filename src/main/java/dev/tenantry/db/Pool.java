package dev.tenantry.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections to one database. Sets up HikariCP and the driver; what the address says itself wins over what is set
 * here. Until somebody has found out what a pooler does that may be in between, there is one connection at most, and it
 * has no prepared statements: that works with any. Thread-safe.
 */
final class Pool implements AutoCloseable {

    /** HikariCP takes no shorter time. */
    private static final long MIN_VALIDATION_MILLIS = 250;

    private final DatabaseSettings settings;
    private final PGSimpleDataSource driver;
    private final HikariDataSource connections;
    private final AtomicBoolean probed = new AtomicBoolean();
    private volatile Pooler pooler = Pooler.unknown("not asked yet");
    private volatile boolean answering;

    /** Connects to nobody yet. */
    Pool(DatabaseSettings settings) {
        this.settings = settings;
        this.driver = driver(settings);
        driver.setPrepareThreshold(0);
        HikariConfig config = new HikariConfig();
        config.setPoolName("tenantry-" + settings.name());
        // Not an address: HikariCP would set the login timeout of DriverManager, which Keycloak's own pool obeys too.
        config.setDataSource(driver);
        config.setMaximumPoolSize(settings.poolMaxSize());
        config.setMinimumIdle(0);
        long patience = settings.connectionTimeout().toMillis();
        config.setConnectionTimeout(patience);
        // A connection that has died silently must not use up the whole wait for one.
        config.setValidationTimeout(Math.max(MIN_VALIDATION_MILLIS, patience / 2));
        config.setInitializationFailTimeout(-1); // connected by the caller, where the failure can be named
        LostServer lost = new LostServer();
        config.setExceptionOverride(lost);
        this.connections = new HikariDataSource(config);
        connections.setMaximumPoolSize(1);
        lost.watch(connections);
    }

    Connection take() throws SQLException {
        return connections.getConnection();
    }

    /** How long somebody waits for a connection. */
    Duration patience() {
        return settings.connectionTimeout();
    }

    String name() {
        return settings.name();
    }

    /** Whether it did when it was last asked. */
    boolean isAnswering() {
        return answering;
    }

    void setAnswering(boolean answers) {
        answering = answers;
    }

    /**
     * Finds out what a pooler does, and from then on makes connections accordingly, as many as there may be.
     *
     * @return whether it was the first time; else nothing was done
     */
    boolean probe() {
        if (!probed.compareAndSet(false, true)) {
            return false;
        }
        pooler = PoolerProbe.run(settings);
        if (pooler.keepingStatements()) {
            driver.setPrepareThreshold(driver(settings).getPrepareThreshold());
        }
        connections.setMaximumPoolSize(settings.poolMaxSize());
        connections.setMinimumIdle(settings.poolMaxSize());
        connections.getHikariPoolMXBean().softEvictConnections(); // HikariCP fills the pool then
        return true;
    }

    Pooler pooler() {
        return pooler;
    }

    PoolState state() {
        HikariPoolMXBean state = connections.getHikariPoolMXBean();
        return new PoolState(
                state.getActiveConnections(),
                state.getIdleConnections(),
                state.getThreadsAwaitingConnection(),
                settings.poolMaxSize());
    }

    @Override
    public void close() {
        connections.close();
    }

    /** What connects as a pool does. */
    static PGSimpleDataSource driver(DatabaseSettings settings) {
        Properties given = Driver.parseURL(settings.url(), null);
        if (given == null) {
            throw new IllegalArgumentException("The driver does not understand the database's address");
        }
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setURL(settings.url());
        driver.setUser(settings.username());
        driver.setPassword(settings.password());
        byDefault(driver, given, PGProperty.APPLICATION_NAME, "tenantry");
        // The detail of a unique violation is the value itself: somebody's e-mail address.
        byDefault(driver, given, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        // Never a standby, nor a primary that has become one: what it says may be old.
        byDefault(driver, given, PGProperty.TARGET_SERVER_TYPE, "primary");
        // Of several addresses, one that swallows everything leaves time for the next.
        byDefault(driver, given, PGProperty.CONNECT_TIMEOUT, seconds(settings.connectionTimeout().dividedBy(2)));
        byDefault(driver, given, PGProperty.CANCEL_SIGNAL_TIMEOUT, seconds(settings.connectionTimeout()));
        byDefault(driver, given, PGProperty.SOCKET_TIMEOUT, String.valueOf(settings.limits().silenceSeconds()));
        byDefault(driver, given, PGProperty.TCP_KEEP_ALIVE, "true"); // for long work, which may wait in silence
        return driver;
    }

    private static void byDefault(
            PGSimpleDataSource driver, Properties given, PGProperty property, String value) {
        if (given.getProperty(property.getName()) == null) {
            driver.setProperty(property, value);
        }
    }

    private static String seconds(Duration time) {
        return String.valueOf(Math.max(1, time.toSeconds()));
    }
}
