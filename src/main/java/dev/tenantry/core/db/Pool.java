package dev.tenantry.core.db;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections to one database. Sets options of the driver. An option in the database's address overrides the value
 * that this class sets. Prepared statements are an exception: they stay off until the probe for a pooler has run, and
 * remain off if the pooler loses them. Until the probe has run, each stripe has one connection at most. With these two
 * limits, the pool works with any pooler. Thread-safe.
 */
final class Pool implements AutoCloseable {

    private final DatabaseSettings settings;
    private final PGSimpleDataSource driver;
    private final Stripes stripes;
    private final AtomicBoolean probed = new AtomicBoolean();
    private volatile Pooler pooler = Pooler.unknown("not asked yet");
    private volatile boolean answering;

    /** Opens no connection yet. */
    Pool(DatabaseSettings settings) {
        this.settings = settings;
        this.driver = driver(settings);
        driver.setPrepareThreshold(0);
        this.stripes = new Stripes(settings, driver);
    }

    /**
     * Returns the owner's stripe, and counts one more use of the stripe. Work without an owner gets the least used
     * stripe. The caller must call {@link Stripe#leave} when the use ends.
     */
    Stripe enter(String ownerOrNull) {
        return stripes.enter(ownerOrNull);
    }

    /** The maximum time that a caller waits for a connection. */
    Duration connectionTimeout() {
        return settings.connectionTimeout();
    }

    String name() {
        return settings.name();
    }

    /** True if the database answered at the last check. */
    boolean isAnswering() {
        return answering;
    }

    void setAnswering(boolean answers) {
        answering = answers;
    }

    /**
     * Probes how a pooler behaves, and lets the pool grow to its full size. New connections use prepared statements
     * only if the pooler does not lose them.
     *
     * @return true the first time; later calls do nothing and return false
     */
    boolean probe() {
        if (!probed.compareAndSet(false, true)) {
            return false;
        }
        pooler = PoolerProbe.run(settings);
        if (pooler.keepingStatements()) {
            driver.setPrepareThreshold(driver(settings).getPrepareThreshold());
        }
        stripes.grow();
        return true;
    }

    Pooler pooler() {
        return pooler;
    }

    PoolState state() {
        return stripes.state();
    }

    @Override
    public void close() {
        stripes.close();
    }

    /** Returns a data source with the address and the driver settings of the pool. */
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
        // Leaves the detail out of the messages of errors: the detail of a unique violation contains the value, such as
        // an e-mail address.
        byDefault(driver, given, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        // Connects only to the primary. Reason: a server that was the primary may be a standby now, and the data on a
        // standby may be stale.
        byDefault(driver, given, PGProperty.TARGET_SERVER_TYPE, "primary");
        // Half of the connection timeout: if one of several addresses drops all packets, time is left for the next
        // address.
        byDefault(driver, given, PGProperty.CONNECT_TIMEOUT, seconds(settings.connectionTimeout().dividedBy(2)));
        byDefault(driver, given, PGProperty.CANCEL_SIGNAL_TIMEOUT, seconds(settings.connectionTimeout()));
        byDefault(driver, given, PGProperty.SOCKET_TIMEOUT, String.valueOf(settings.limits().socketTimeoutSeconds()));
        byDefault(driver, given, PGProperty.TCP_KEEP_ALIVE, "true"); // for long work, which may wait without traffic
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
