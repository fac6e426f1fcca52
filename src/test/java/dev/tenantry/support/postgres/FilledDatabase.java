package dev.tenantry.support.postgres;

import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A database as Keycloak's first start leaves it. To make its tables takes half of such a start, so that it is done
 * once: the PostgreSQL that tests share begins with a copy of the one in {@link #directory}, and each server with a copy
 * of the database. Of the extension nothing is in there but two roles of realm master.
 */
public final class FilledDatabase {

    private static final String NAME = "filled";

    private FilledDatabase() {}

    /** Whether this JVM runs tests for which it pays. */
    static boolean isOfUse() {
        return version() != null;
    }

    private static String version() {
        return System.getProperty("tenantry.postgres.version");
    }

    /** A new one for a server of its own. */
    public static TestDatabase copy(String name) {
        return Postgres.shared().createDatabase(name, NAME);
    }

    /** Where PostgreSQL's data is, beside the distribution; made by the first JVM that asks. */
    static Path directory() {
        String home = Distribution.home().getFileName().toString();
        Path directory = Distribution.home().resolveSibling(home + "-on-postgres-" + version());
        return Distribution.alone("filled.lock", () -> {
            if (!Files.exists(directory)) {
                make(directory);
            }
            return directory;
        });
    }

    private static void make(Path directory) {
        Path unfinished = Distribution.folder().resolve(NAME + "-postgres");
        if (Files.exists(unfinished)) {
            Postgres.delete(unfinished); // of a JVM that was killed
        }
        try (Postgres postgres = Postgres.start(unfinished, 0)) {
            fill(postgres.createDatabase(NAME));
        }
        try {
            Files.move(unfinished, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(TestDatabase database) {
        KeycloakSettings settings = KeycloakSettings.of(
                        Distribution.copy(NAME), List.of(Distribution.jar()), database)
                .withOption("spi-tenants--default--console", "false")
                .toEndSoon();
        try (KeycloakServer server = new KeycloakServer(settings, line -> System.out.println(NAME + ": " + line))) {
            server.start();
        }
        database.execute("drop schema tenantry cascade");
        database.execute("drop schema if exists tenantry_extensions cascade");
    }
}
