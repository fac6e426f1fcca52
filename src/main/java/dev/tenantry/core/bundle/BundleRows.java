package dev.tenantry.core.bundle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.tenant.TenantHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Inserts the rows of a bundle into an empty schema. The schema must have the bundle's schema version. Not thread-safe.
 */
public final class BundleRows {

    private static final int BATCH_ROWS = 500;
    private static final int BATCH_CHARACTERS = 1 << 20;

    private final TenantHandle handle;
    private final BundleFile bundle;
    private final NewIds ids;
    private final Progress progress;

    private BundleRows(TenantHandle handle, BundleFile bundle, NewIds ids, String tenant) {
        this.handle = handle;
        this.bundle = bundle;
        this.ids = ids;
        this.progress = new Progress("Tenant " + tenant + ", rows restored from a bundle");
    }

    /**
     * Inserts all rows of the bundle.
     *
     * @param handle the handle of the transaction that created the schema
     * @param tenant the tenant's name, for log messages
     * @throws InvalidBundleException if an entry does not fit the tables of the schema; the exception names the entry
     */
    public static void load(TenantHandle handle, BundleFile bundle, NewIds ids, String tenant) {
        List<BundleTable> tables = BundleTable.of(handle);
        requireSame(tables, bundle);
        BundleRows rows = new BundleRows(handle, bundle, ids, tenant);
        tables.stream().filter(table -> bundle.tables().contains(table.entry())).forEach(rows::load);
        rows.progress.end();
    }

    private static void requireSame(List<BundleTable> tables, BundleFile bundle) {
        Set<String> optional =
                tables.stream().filter(BundleTable::isOptional).map(BundleTable::entry).collect(Collectors.toSet());
        Set<String> expected = tables.stream().map(BundleTable::entry).collect(Collectors.toCollection(HashSet::new));
        bundle.tables().forEach(entry -> {
            if (!expected.remove(entry)) {
                throw new InvalidBundleException(entry, "There is no such table at the bundle's schema version");
            }
        });
        expected.stream().filter(entry -> !optional.contains(entry)).sorted().findFirst().ifPresent(entry -> {
            throw new InvalidBundleException(entry, "The entry is missing");
        });
    }

    private void load(BundleTable table) {
        String sql = insert(table);
        List<String> batch = new ArrayList<>();
        int characters = 0;
        try (InputStream in = bundle.stream(table.entry())) {
            Lines lines = new Lines(table.entry(), in);
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.isFirst()) {
                    requireColumns(table, line);
                }
                batch.add(ids.applied(table, line));
                characters += line.length();
                if (batch.size() == BATCH_ROWS || characters > BATCH_CHARACTERS) {
                    write(table, sql, batch);
                    characters = 0;
                }
            }
            write(table, sql, batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the statement that inserts rows into the table. The column names come from PostgreSQL's catalog. The
     * argument {@code null::TABLE} of {@code jsonb_populate_record} makes PostgreSQL convert each JSON value to the
     * type of the column.
     */
    private String insert(BundleTable table) {
        String values = table.columns().stream()
                .map(column -> ids.expression(table, column, "r"))
                .collect(Collectors.joining(", "));
        return """
                insert into %s (%s)
                select %s
                from unnest(?) line, jsonb_populate_record(null::%s, line::jsonb) r"""
                .formatted(table.quoted(), String.join(", ", table.columns()), values, table.quoted());
    }

    /**
     * Checks that the row has exactly the columns of the table. Without this check, PostgreSQL would ignore an unknown
     * column, and would insert null for a missing column.
     */
    private void requireColumns(BundleTable table, String line) {
        Set<String> columns = new HashSet<>(reading(table, () -> handle.query(
                "select quote_ident(key) from jsonb_object_keys(cast(? as jsonb)) key",
                row -> row.getString(1),
                line)));
        if (!columns.equals(Set.copyOf(table.columns()))) {
            throw new InvalidBundleException(
                    table.entry(), "The rows and the table differ in their columns at the bundle's schema version");
        }
    }

    private void write(BundleTable table, String sql, List<String> batch) {
        if (batch.isEmpty()) {
            return;
        }
        reading(table, () -> handle.update(sql, (Object) batch.toArray(String[]::new)));
        progress.rows(batch.size());
        batch.clear();
    }

    private static <T> T reading(BundleTable table, Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseUnavailableException outage) {
            throw outage;
        } catch (DuplicateException twice) {
            throw new InvalidBundleException(table.entry(),
                    "Two rows have equal values where the table needs unique ones (" + twice.constraint() + ")", twice);
        } catch (DatabaseException misfit) {
            throw new InvalidBundleException(table.entry(), "The rows do not fit the table", misfit);
        }
    }
}
