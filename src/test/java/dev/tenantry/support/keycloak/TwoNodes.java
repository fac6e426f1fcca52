package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.TestDatabase;
import dev.tenantry.support.process.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two Keycloak servers on one database, on this machine only, on copies of the {@link Distribution}. */
public record TwoNodes(KeycloakServer first, KeycloakServer second) implements AutoCloseable {

    /**
     * Creates the two servers without starting them.
     *
     * @param name a part of the names of the servers and of their homes, before a number
     * @param more adds settings to the usual ones, for each server
     */
    public static TwoNodes of(String name, TestDatabase database, UnaryOperator<KeycloakSettings> more) {
        return new TwoNodes(node(name + "-1", database, more), node(name + "-2", database, more));
    }

    /** Adds settings by which a node finds the other nodes by the database and tells them about changes. */
    public static KeycloakSettings clustered(KeycloakSettings settings) {
        return settings
                .withOption("cache", "ispn")
                .withOption("cache-stack", "jdbc-ping")
                .withOption("cache-embedded-network-bind-address", "127.0.0.1")
                .withOption("cache-embedded-network-bind-port", Integer.toString(FreePort.any()));
    }

    static KeycloakServer node(String name, TestDatabase database, UnaryOperator<KeycloakSettings> more) {
        Path home = Distribution.copy(name);
        KeycloakSettings settings = KeycloakSettings.of(home, List.of(Distribution.jar()), database).toEndSoon();
        return new KeycloakServer(more.apply(settings), line -> System.out.println(name + ": " + line));
    }

    public void start() {
        try {
            first.start();
            second.start();
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
