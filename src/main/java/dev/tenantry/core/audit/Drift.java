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
 * @param version the newest migration in the schema's history
 * @param expectedFingerprint the fingerprint of a freshly made schema of that version
 * @param actualFingerprint the fingerprint of the tenant's schema
 * @param missing lines of {@link SchemaCatalog} that the schema should have
 * @param unexpected lines that the schema should not have; a changed object has its old line in {@code missing} and its
 *     new line here
 */
public record Drift(
        int version,
        String expectedFingerprint,
        String actualFingerprint,
        List<String> missing,
        List<String> unexpected) {

    /** The longest line in a summary, in characters. Longer lines are cut, such as the definition of a function. */
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

    /** The missing lines, tables first. Leaves out the optional search index, which the next migration creates. */
    public List<String> lacking() {
        return missing.stream()
                .filter(line -> !SearchIndex.isLine(line))
                .sorted(Comparator.comparing(line -> !line.startsWith("table ")))
                .toList();
    }

    /** A summary, such as "missing: table credential and 14 more; unexpected: table note"; "" without drift. */
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
