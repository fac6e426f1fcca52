package dev.tenantry.tenant;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What PostgreSQL's catalog says of one schema: a sorted line for each thing in it, without the schema's own name, so
 * that two schemas made by the same migrations say the same. The order of a table's columns is not part of it, nor
 * who owns what.
 *
 * <p>PostgreSQL words the definitions, each major version in its own way: only what one server said can be compared.
 */
public record SchemaCatalog(List<String> lines) {

    public SchemaCatalog {
        lines = List.copyOf(new TreeSet<>(lines));
    }

    /** Reads, in one round trip, the schema that the handle is bound to; one that does not exist has no lines. */
    public static SchemaCatalog read(TenantHandle handle) {
        return new SchemaCatalog(handle.query(CatalogSql.LINES, row -> row.getString(1)));
    }

    /** SHA-256 of the lines, hexadecimal. */
    public String fingerprint() {
        return Sha256.ofLines(lines);
    }

    /** The lines that the other has not. */
    List<String> without(SchemaCatalog other) {
        Set<String> others = Set.copyOf(other.lines);
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }
}
