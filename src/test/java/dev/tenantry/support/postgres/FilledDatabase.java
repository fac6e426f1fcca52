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
 * A database as Keycloak's first start leaves it. Creating the tables takes half of such a start, so the tables are
 * created once. The PostgreSQL that tests share begins as a copy of the one in {@link #directory}, and each server gets
 * a copy of the database. The extension leaves only two roles of realm master in the database.
 */
public final class FilledDatabase {

    private static final String NAME = "filled";

    private FilledDatabase() {}

    /** True if this JVM runs tests for which the filled database saves time. */
    static boolean isOfUse() {
        return version() != null;
    }

    private static String version() {
        return System.getProperty("tenantry.postgres.version");
    }

    /** Creates a copy of the filled database for one server. */
    public static TestDatabase copy(String name) {
        return Postgres.shared().createDatabase(name, NAME);
    }

    /**
     * The folder with the data of PostgreSQL, beside the distribution. The first JVM that asks for the folder creates
     * it.
     */
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
            Postgres.delete(unfinished); // left by a JVM that was killed
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
