package dev.tenantry.support;

import java.nio.file.Path;
import java.util.List;

/** Two Keycloak servers on one database of their own that are a cluster, found through it, on this machine only. */
public record TwoNodes(KeycloakServer first, KeycloakServer second) implements AutoCloseable {

    /** Starts both, on copies of the distribution that {@link KeycloakUnderTest} has built. */
    public static TwoNodes start() {
        KeycloakUnderTest.shared(); // builds
        TestDatabase database = Postgres.shared().createDatabase("cluster");
        TwoNodes nodes = new TwoNodes(node("node-1", database), node("node-2", database));
        try {
            nodes.first.start();
            nodes.second.start();
        } catch (RuntimeException failure) {
            nodes.close();
            throw failure;
        }
        return nodes;
    }

    private static KeycloakServer node(String name, TestDatabase database) {
        Path home = KeycloakCopy.of(KeycloakUnderTest.home(), name);
        KeycloakSettings settings = KeycloakSettings.of(home, List.of(KeycloakUnderTest.jar()), database)
                .withOption("cache", "ispn")
                .withOption("cache-stack", "jdbc-ping")
                .withOption("cache-embedded-network-bind-address", "127.0.0.1")
                .withOption("cache-embedded-network-bind-port", Integer.toString(FreePort.any()));
        return new KeycloakServer(settings, line -> System.out.println(name + ": " + line));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
