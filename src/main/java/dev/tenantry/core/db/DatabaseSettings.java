package dev.tenantry.core.db;

import java.time.Duration;

/**
 * The address of a database, the size of the connection pool, and the limits for each request.
 *
 * @param name the name of the database in messages and logs
 * @param poolMaxSize the number of connections of all stripes together
 * @param poolStripes the number of stripes: pools of equal size, into which the connections are divided; each tenant
 *     uses one stripe
 * @param connectionTimeout how long a request waits for a connection of the pool; less than 3 s, because Keycloak
 *     interrupts calls to a user store after 3 s
 */
public record DatabaseSettings(
        String name,
        String url,
        String username,
        String password,
        int poolMaxSize,
        int poolStripes,
        Duration connectionTimeout,
        Limits limits) {

    private static final String ONLY = "main";

    /** @throws IllegalArgumentException if the stripes would not be of equal size */
    public DatabaseSettings {
        if (poolStripes < 1 || poolMaxSize % poolStripes != 0) {
            throw new IllegalArgumentException(poolMaxSize + " connections make no " + poolStripes + " equal stripes");
        }
    }

    /** Settings with one stripe. */
    public DatabaseSettings(
            String name,
            String url,
            String username,
            String password,
            int poolMaxSize,
            Duration connectionTimeout,
            Limits limits) {
        this(name, url, username, password, poolMaxSize, 1, connectionTimeout, limits);
    }

    /** Settings for an installation with only one database. */
    public DatabaseSettings(
            String url, String username, String password, int poolMaxSize, Duration connectionTimeout, Limits limits) {
        this(ONLY, url, username, password, poolMaxSize, connectionTimeout, limits);
    }

    /** Settings for an installation with only one database, with the default limits. */
    public DatabaseSettings(
            String url, String username, String password, int poolMaxSize, Duration connectionTimeout) {
        this(url, username, password, poolMaxSize, connectionTimeout, Limits.usual(poolMaxSize));
    }

    /** The number of connections in each stripe. One tenant can't use more connections at a time. */
    public int stripeSize() {
        return poolMaxSize / poolStripes;
    }

    /** Returns a copy of these settings with the given number of stripes. */
    public DatabaseSettings withStripes(int stripes) {
        return new DatabaseSettings(
                name, url, username, password, poolMaxSize, stripes, connectionTimeout, limits);
    }

    /** Leaves out the password, because settings are logged. */
    @Override
    public String toString() {
        return "DatabaseSettings[name=" + name + ", username=" + username + ", poolMaxSize=" + poolMaxSize
                + ", poolStripes=" + poolStripes + "]";
    }
}
