package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.Handle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one index that a schema may have come without: because the database had no pg_trgm when it was migrated. */
final class SearchIndex {

    private static final String SCRIPT = "/db/tenant/V2__search_index.sql";
    private static final String SQL = read();

    private SearchIndex() {}

    /**
     * Makes it, if it can be made by now, by the script that makes it for new schemas.
     *
     * @param handle of a transaction in a tenant's schema that is up to date
     * @throws MigrationException where it can't be made
     */
    static void ensure(Handle handle) {
        try {
            handle.update(SQL);
        } catch (DatabaseException failure) {
            throw MigrationException.of(SCRIPT, failure);
        }
    }

    /** Whether a line of {@link SchemaCatalog} is about this index. */
    static boolean isLine(String line) {
        return line.startsWith("index CREATE INDEX users_search ON users ");
    }

    private static String read() {
        try (InputStream script = SearchIndex.class.getResourceAsStream(SCRIPT)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
