package dev.tenantry.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Sets up the pool and the driver. What the address says itself wins over what is set here. */
final class Pool {

    /** HikariCP takes no shorter time. */
    private static final long MIN_VALIDATION_MILLIS = 250;

    private Pool() {}

    /**
     * Connects to nobody yet.
     *
     * @param url in place of that of the settings
     * @param maxSize likewise
     */
    static HikariDataSource of(DatabaseSettings settings, String url, int maxSize) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tenantry");
        // Not an address: HikariCP would set the login timeout of DriverManager, which Keycloak's own pool obeys too.
        config.setDataSource(driver(settings, url));
        config.setMaximumPoolSize(maxSize);
        long patience = settings.connectionTimeout().toMillis();
        config.setConnectionTimeout(patience);
        // A connection that has died silently must not use up the whole wait for one.
        config.setValidationTimeout(Math.max(MIN_VALIDATION_MILLIS, patience / 2));
        config.setInitializationFailTimeout(-1); // connected by the caller, where the failure can be named
        LostServer lost = new LostServer();
        config.setExceptionOverride(lost);
        HikariDataSource pool = new HikariDataSource(config);
        lost.watch(pool);
        return pool;
    }

    /** What connects as the pool does. */
    static PGSimpleDataSource driver(DatabaseSettings settings, String url) {
        Properties given = Driver.parseURL(url, null);
        if (given == null) {
            throw new IllegalArgumentException("The driver does not understand the database's address");
        }
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setURL(url);
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
