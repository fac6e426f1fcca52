package dev.tenantry.core.schema;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Handle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The index that speeds up searches for a part of a name. This index is optional, and all other indexes are required. A
 * schema lacks this index if the database did not have pg_trgm when the schema was migrated.
 */
public final class SearchIndex {

    private static final String SCRIPT = "/db/tenant/V2__search_index.sql";
    private static final String SQL = read();

    private SearchIndex() {}

    /**
     * Creates the index if it is missing and pg_trgm can be used now. Runs the script that also creates the index in
     * new schemas.
     *
     * @param handle a handle whose transaction has entered a tenant's schema; the schema must be up to date
     * @throws MigrationException if the script fails
     */
    static void ensure(Handle handle) {
        try {
            handle.update(SQL);
        } catch (DatabaseException failure) {
            throw MigrationException.of(SCRIPT, failure);
        }
    }

    /** True if the given line of a {@link SchemaCatalog} describes this index. */
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
