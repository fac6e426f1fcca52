package dev.tenantry.core.schema;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Handle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The index for searches for parts of names. A schema lacks this index if the database did not have pg_trgm when the
 * schema was migrated. All other indexes are required.
 */
public final class SearchIndex {

    private static final String SCRIPT = "/db/tenant/V2__search_index.sql";
    private static final String SQL = read();

    private SearchIndex() {}

    /**
     * Creates the index if pg_trgm is usable now, by the script that creates the index for new schemas.
     *
     * @param handle a handle in a transaction in a tenant's schema that is up to date
     * @throws MigrationException if the script fails
     */
    static void ensure(Handle handle) {
        try {
            handle.update(SQL);
        } catch (DatabaseException failure) {
            throw MigrationException.of(SCRIPT, failure);
        }
    }

    /** True if a line of {@link SchemaCatalog} describes this index. */
    public static boolean isLine(String line) {
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
