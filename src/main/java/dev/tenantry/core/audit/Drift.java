package dev.tenantry.core.audit;

import dev.tenantry.core.schema.SchemaCatalog;
import dev.tenantry.core.schema.SearchIndex;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The difference between a tenant's schema and a schema that was freshly made by the migrations.
 *
 * @param version the version of both schemas
 * @param expectedFingerprint the fingerprint of a freshly made schema of that version
 * @param actualFingerprint the fingerprint of the tenant's schema
 * @param missing the lines of {@link SchemaCatalog} that the tenant's schema lacks
 * @param unexpected the lines that only the tenant's schema has. If an object was changed, {@code missing} has its
 *     expected line, and {@code unexpected} has its actual line
 */
public record Drift(
        int version,
        String expectedFingerprint,
        String actualFingerprint,
        List<String> missing,
        List<String> unexpected) {

    /** The length in characters to which a line of a summary is cut. */
    private static final int LONGEST = 120;

    static Drift between(int version, SchemaCatalog expected, SchemaCatalog actual) {
        return new Drift(
                version,
                expected.fingerprint(),
                actual.fingerprint(),
                expected.without(actual),
                actual.without(expected));
    }

    public boolean isNone() {
        return missing.isEmpty() && unexpected.isEmpty();
    }

    /**
     * Returns the lines that the tenant's schema lacks. The lines of tables come first. Leaves out the optional search
     * index, which the next migration creates.
     */
    public List<String> lacking() {
        return missing.stream()
                .filter(line -> !SearchIndex.isLine(line))
                .sorted(Comparator.comparing(line -> !line.startsWith("table ")))
                .toList();
    }

    /**
     * Returns a summary, such as "missing: table credential and 14 more; unexpected: table note"; "" if there is no
     * drift.
     */
    public String summary() {
        return Stream.of(words("missing: ", lacking()), words("unexpected: ", unexpected))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String words(String what, List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String first = lines.get(0).length() > LONGEST ? lines.get(0).substring(0, LONGEST) + "…" : lines.get(0);
        return what + first + (lines.size() == 1 ? "" : " and " + (lines.size() - 1) + " more");
    }
}
