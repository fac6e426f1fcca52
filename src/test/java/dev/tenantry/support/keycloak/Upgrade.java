package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.FilledDatabase;
import dev.tenantry.support.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;

/**
 * An installation of its own that goes from this release of the extension to the next: the same database and the same
 * home, one server after the other.
 */
public final class Upgrade implements AutoCloseable {

    private final Path home;
    private final TestDatabase database;
    private final NextRelease release;
    private KeycloakServer server;

    private Upgrade(Path home, TestDatabase database, NextRelease release) {
        this.home = home;
        this.database = database;
        this.release = release;
    }

    /** @param script that the next release brings */
    public static Upgrade of(String name, String script) {
        return new Upgrade(
                Distribution.copy(name),
                FilledDatabase.copy(name),
                NextRelease.of(Distribution.jar(), script));
    }

    public KeycloakServer startThisRelease() {
        return start(KeycloakSettings.of(home, List.of(Distribution.jar()), database));
    }

    /** @param outdatedSchema the option of that name */
    public KeycloakServer startNextRelease(String outdatedSchema) {
        return start(KeycloakSettings.of(home, List.of(Distribution.jar(), release.jar()), database)
                .withOption("spi-tenants--default--outdated-schema", outdatedSchema)
                // What a fault or a held table holds up waits for as long as the test likes.
                .withOption("spi-tenants--default--db-statement-timeout", "120000")
                .withOption("spi-tenants--default--db-lock-timeout", "120000")
                .withOption("spi-tenants--default--reconcile-interval", "2"));
    }

    private KeycloakServer start(KeycloakSettings settings) {
        close();
        server = new KeycloakServer(settings, line -> System.out.println(home.getFileName() + ": " + line));
        server.build();
        server.start();
        return server;
    }

    public NextRelease release() {
        return release;
    }

    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
    }
}
