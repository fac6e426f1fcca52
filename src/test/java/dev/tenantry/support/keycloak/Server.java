package dev.tenantry.support.keycloak;

import dev.tenantry.support.http.Http;
import java.io.UncheckedIOException;

/**
 * A Keycloak server, wherever it runs: {@link #start()} after {@link #stop()} is the same server again, at the same
 * address. Ends with the JVM at the latest. One thread starts and stops it; the other methods may be called by any
 * thread.
 */
public interface Server extends AutoCloseable {

    /** Starts the server and returns when it is ready to serve. */
    void start();

    /** Lets the server shut down in order; kills it if that takes too long. */
    void stop();

    boolean isAlive();

    String url();

    /** Where health and metrics are, of a server that runs. */
    String managementUrl();

    /** All that the server wrote since this object was made, through restarts. */
    String log();

    /** Whether the server says that it can serve requests. */
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
