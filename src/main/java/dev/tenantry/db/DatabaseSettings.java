package dev.tenantry.db;

import java.time.Duration;

/**
 * How to reach a database, and what a request may take of it.
 *
 * @param connectionTimeout how long a request waits for a connection of the pool; below the 3 s after which Keycloak
 *     interrupts calls to a user store
 */
public record DatabaseSettings(
        String url, String username, String password, int poolMaxSize, Duration connectionTimeout, Limits limits) {

    /** With the usual limits. */
    public DatabaseSettings(
            String url, String username, String password, int poolMaxSize, Duration connectionTimeout) {
        this(url, username, password, poolMaxSize, connectionTimeout, Limits.usual(poolMaxSize));
    }

    /** Without the password: settings get logged. */
    @Override
    public String toString() {
        return "DatabaseSettings[username=" + username + ", poolMaxSize=" + poolMaxSize + "]";
    }
}
