package dev.tenantry.core.schema;

import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The definitions of all objects in one schema, from PostgreSQL's catalog: one line of text for each object, in sorted
 * order. The lines leave out the schema's name, the order of a table's columns, and the owners. Two schemas that were
 * created by the same migrations therefore have equal lines.
 *
 * <p>Compare only lines from one PostgreSQL server: PostgreSQL writes the definitions, and each major version may write
 * them differently.
 */
public record SchemaCatalog(List<String> lines) {

    public SchemaCatalog {
        lines = List.copyOf(new TreeSet<>(lines));
    }

    /** Reads the handle's schema in one round trip. If the schema does not exist, the result has no lines. */
    public static SchemaCatalog read(TenantReadHandle handle) {
        return new SchemaCatalog(handle.query(CatalogSql.LINES, row -> row.getString(1)));
    }

    /** The SHA-256 of all lines, in hexadecimal digits. */
    public String fingerprint() {
        return Sha256.ofLines(lines);
    }

    /** Returns the lines of this catalog that are missing in the given catalog. */
    public List<String> without(SchemaCatalog other) {
        Set<String> others = Set.copyOf(other.lines);
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }
}
