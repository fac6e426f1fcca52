package dev.tenantry.core.schema;

import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.tenant.TenantHandle;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What PostgreSQL's catalog contains about one schema: a sorted line for each object, without the schema's name, so
 * that two schemas made by the same migrations have equal lines. The order of a table's columns and the owners are left
 * out.
 *
 * <p>PostgreSQL words the definitions, and each major version words them differently: compare only lines of one server.
 */
public record SchemaCatalog(List<String> lines) {

    public SchemaCatalog {
        lines = List.copyOf(new TreeSet<>(lines));
    }

    /** Reads, in one round trip, the handle's schema; a missing schema has no lines. */
    public static SchemaCatalog read(TenantHandle handle) {
        return new SchemaCatalog(handle.query(CatalogSql.LINES, row -> row.getString(1)));
    }

    /** SHA-256 of the lines, hexadecimal. */
    public String fingerprint() {
        return Sha256.ofLines(lines);
    }

    /** The lines that the other catalog lacks. */
    public List<String> without(SchemaCatalog other) {
        Set<String> others = Set.copyOf(other.lines);
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }
}
