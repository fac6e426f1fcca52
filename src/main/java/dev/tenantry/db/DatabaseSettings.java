package dev.tenantry.db;

import java.time.Duration;

/**
 * How to reach a database, and what a request may take of it.
 *
 * @param name what it is called in messages and in what is logged
 * @param connectionTimeout how long a request waits for a connection of the pool; below the 3 s after which Keycloak
 *     interrupts calls to a user store
 */
public record DatabaseSettings(
        String name,
        String url,
        String username,
        String password,
        int poolMaxSize,
        Duration connectionTimeout,
        Limits limits) {

    private static final String ONLY = "main";

    /** Of the only database. */
    public DatabaseSettings(
            String url, String username, String password, int poolMaxSize, Duration connectionTimeout, Limits limits) {
        this(ONLY, url, username, password, poolMaxSize, connectionTimeout, limits);
    }

    /** The same with the usual limits. */
    public DatabaseSettings(
            String url, String username, String password, int poolMaxSize, Duration connectionTimeout) {
        this(url, username, password, poolMaxSize, connectionTimeout, Limits.usual(poolMaxSize));
    }

    /** Without the password: settings get logged. */
    @Override
    public String toString() {
        return "DatabaseSettings[name=" + name + ", username=" + username + ", poolMaxSize=" + poolMaxSize + "]";
    }
}
