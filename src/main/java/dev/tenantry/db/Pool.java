package dev.tenantry.db;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections to one database. Sets up the driver; what the address says itself wins over what is set here. Until
 * the probe has found out what a pooler in between does, each stripe has one connection at most, without prepared
 * statements: that works with any pooler. Thread-safe.
 */
final class Pool implements AutoCloseable {

    private final DatabaseSettings settings;
    private final PGSimpleDataSource driver;
    private final Stripes stripes;
    private final AtomicBoolean probed = new AtomicBoolean();
    private volatile Pooler pooler = Pooler.unknown("not asked yet");
    private volatile boolean answering;

    /** Connects to nobody yet. */
    Pool(DatabaseSettings settings) {
        this.settings = settings;
        this.driver = driver(settings);
        driver.setPrepareThreshold(0);
        this.stripes = new Stripes(settings, driver);
    }

    /** Counts a user of a stripe: the owner's, or the freest for work without an owner. */
    Stripe enter(String ownerOrNull) {
        return stripes.enter(ownerOrNull);
    }

    /** How long somebody waits for a connection. */
    Duration connectionTimeout() {
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
