package dev.tenantry.tenant;

import dev.tenantry.db.Handle;
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
 * The scripts at some places, searched for by Flyway once and not anew for each schema, which would cost more than to
 * migrate it. Thread-safe.
 */
final class MigrationScripts {

    static final String HISTORY = "schema_history";

    private final String[] places;
    private volatile Scanner<JavaMigration> scanner;
    private volatile List<MigrationScript> found;

    /** @param places as Flyway names them */
    MigrationScripts(String... places) {
        this.places = places;
    }

    /** All of them, in order. */
    List<MigrationScript> all(Handle handle, OwnedSchema owned) {
        if (found == null) {
            found = find(handle, owned);
        }
        return found;
    }

    private List<MigrationScript> find(Handle handle, OwnedSchema owned) {
        // Of a history that is nowhere, every script is still to come.
        FluentConfiguration flyway = flyway(handle, owned.schema()).table("none");
        List<MigrationScript> scripts = new ArrayList<>();
        for (MigrationInfo info : flyway.load().info().all()) {
            LoadableResource file = isOrdinary() ? scanner(flyway).getResource(info.getScript()) : null;
            scripts.add(MigrationScript.of(info, file == null ? null : text(file)));
        }
        leave(handle, owned);
        return List.copyOf(scripts);
    }

    /** Whether there are scripts alone: no callbacks, and nothing that tells Flyway how to run one of them. */
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

    /** Flyway on a schema, inside the handle's transaction. Afterwards, {@link #leave}. */
    FluentConfiguration flyway(Handle handle, SchemaName schema) {
        FluentConfiguration flyway = Flyway.configure(MigrationScripts.class.getClassLoader())
                .dataSource(handle.asDataSource())
                .locations(places)
                .schemas(schema.value())
                .defaultSchema(schema.value())
                .table(HISTORY)
                .createSchemas(false)
                .loggers(FlywayLogs.class.getName())
                .group(true) // one transaction for all scripts: ours
                // Its lock for the time of a session would outlive the transaction, and break behind a pooler.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "true"));
        return flyway.resourceProvider(scanner(flyway)).javaMigrationClassProvider(scanner(flyway));
    }

    private Scanner<JavaMigration> scanner(FluentConfiguration flyway) {
        if (scanner == null) {
            scanner = new Scanner<>(JavaMigration.class, flyway, flyway.getLocations());
        }
        return scanner;
    }

    /** Flyway and scripts may set the session's role and search_path, which would outlive the transaction. */
    static void leave(Handle handle, OwnedSchema owned) {
        handle.run("reset role; reset search_path");
        handle.enter(owned.scope());
    }

    @Override
    public String toString() {
        return Arrays.toString(places);
    }
}
