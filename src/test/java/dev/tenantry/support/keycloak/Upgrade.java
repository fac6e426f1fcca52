package dev.tenantry.support.keycloak;

import dev.tenantry.support.postgres.FilledDatabase;
import dev.tenantry.support.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;

/**
 * An installation that is upgraded from this release of the extension to the next release. The servers of both releases
 * use the same database and the same home, one after the other.
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

    /** @param script the SQL of the migration script that the next release adds */
    public static Upgrade of(String name, String script) {
        return new Upgrade(
                Distribution.copy(name),
                FilledDatabase.copy(name),
                NextRelease.of(Distribution.jar(), script));
    }

    public KeycloakServer startThisRelease() {
        return start(KeycloakSettings.of(home, List.of(Distribution.jar()), database));
    }

    /** @param outdatedSchema the value of the option {@code outdated-schema} */
    public KeycloakServer startNextRelease(String outdatedSchema) {
        return start(KeycloakSettings.of(home, List.of(Distribution.jar(), release.jar()), database)
                .withOption("spi-tenants--default--outdated-schema", outdatedSchema)
                // A statement may wait at a fault or at a held table until the test ends the wait.
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
