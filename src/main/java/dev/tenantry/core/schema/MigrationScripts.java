package dev.tenantry.core.schema;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.SchemaName;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.Scanner;

/**
 * The migration scripts at the given locations. Flyway searches the locations only once, because a search takes longer
 * than the migration of a schema. Thread-safe.
 */
final class MigrationScripts {

    static final String HISTORY = "schema_history";

    private final String[] places;
    private volatile Scanner<JavaMigration> scanner;
    private volatile List<MigrationScript> found;

    /** @param places the locations of the scripts in Flyway's notation, such as {@code classpath:db/tenant} */
    MigrationScripts(String... places) {
        this.places = places;
    }

    /** Returns all scripts, in the order of their versions. */
    List<MigrationScript> all(Handle handle, OwnedSchema owned) {
        if (found == null) {
            found = find(handle, owned);
        }
        return found;
    }

    private List<MigrationScript> find(Handle handle, OwnedSchema owned) {
        // No schema has a history table with the name "none". Therefore Flyway reports every script as pending.
        FluentConfiguration flyway = flyway(handle, owned.schema()).table("none");
        List<MigrationScript> scripts = new ArrayList<>();
        for (MigrationInfo info : flyway.load().info().all()) {
            LoadableResource file = isOrdinary() ? scanner(flyway).getResource(info.getScript()) : null;
            scripts.add(MigrationScript.of(info, file == null ? null : text(file)));
        }
        leave(handle, owned);
        return List.copyOf(scripts);
    }

    /**
     * True if the locations hold only versioned SQL scripts: no Java migrations, no callbacks and no configuration
     * files of scripts.
     */
    private boolean isOrdinary() {
        return scanner.getClasses().isEmpty() && scanner.getResources("", "").stream()
                .allMatch(file -> file.getFilename().matches("V\\d+__.+\\.sql"));
    }

    private static String text(LoadableResource file) {
        try (Reader reader = file.read()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a configuration with which Flyway migrates a schema inside the handle's transaction. Call {@link #leave}
     * after Flyway has run.
     */
    FluentConfiguration flyway(Handle handle, SchemaName schema) {
        FluentConfiguration flyway = Flyway.configure(MigrationScripts.class.getClassLoader())
                .dataSource(handle.asDataSource())
                .locations(places)
                .schemas(schema.value())
                .defaultSchema(schema.value())
                .table(HISTORY)
                .createSchemas(false)
                .loggers(FlywayLogs.class.getName())
                .group(true) // runs all scripts in the handle's transaction
                // With this setting, Flyway takes a transaction lock and not a session lock. A session lock would
                // outlive the transaction, and does not work behind a connection pooler.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "true"));
        return flyway.resourceProvider(scanner(flyway)).javaMigrationClassProvider(scanner(flyway));
    }

    private Scanner<JavaMigration> scanner(FluentConfiguration flyway) {
        if (scanner == null) {
            scanner = new Scanner<>(JavaMigration.class, flyway, flyway.getLocations());
        }
        return scanner;
    }

    /**
     * Resets the role and the search_path, which Flyway and scripts may have set for the whole session. Then enters the
     * schema again.
     */
    static void leave(Handle handle, OwnedSchema owned) {
        handle.run("reset role; reset search_path");
        handle.enter(owned.scope());
    }

    @Override
    public String toString() {
        return Arrays.toString(places);
    }
}
