package dev.tenantry.support.keycloak;

import dev.tenantry.support.http.Http;
import java.io.UncheckedIOException;

/**
 * A Keycloak server on any backend. {@link #start()} after {@link #stop()} starts the same server again, at the same
 * address. The server ends with the JVM at the latest. One thread starts and stops the server; the other methods may be
 * called by any thread.
 */
public interface Server extends AutoCloseable {

    /** Starts the server and returns when it is ready to serve. */
    void start();

    /** Asks the server to shut down, and kills it if that takes too long. */
    void stop();

    boolean isAlive();

    String url();

    /** The address of the server's health and metrics. The server must be running. */
    String managementUrl();

    /** The output of the server since this object was created, including restarts. */
    String log();

    /** True if the server reports that it can serve requests. */
    default boolean isReady() {
        try {
            return isAlive() && Http.at(managementUrl()).get("/health/ready").status() == 200;
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    @Override
    default void close() {
        stop();
    }
}
