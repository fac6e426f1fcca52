package dev.tenantry.tenant;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a tenant's schema differs from what the migrations make.
 *
 * @param version the newest migration that the schema says it has
 * @param expectedFingerprint of a schema of that version
 * @param actualFingerprint of the tenant's schema
 * @param missing lines of {@link SchemaCatalog} that should be there
 * @param unexpected lines that should not; what was changed is missing as it was and unexpected as it is
 */
public record Drift(
        int version,
        String expectedFingerprint,
        String actualFingerprint,
        List<String> missing,
        List<String> unexpected) {

    /** Characters of a line that a summary shows; a function's definition has more. */
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
     * What the schema lacks, tables first: without the one index that a schema may have come without, which the next
     * migration makes.
     */
    public List<String> lacking() {
        return missing.stream()
                .filter(line -> !SearchIndex.isLine(line))
                .sorted(Comparator.comparing(line -> !line.startsWith("table ")))
                .toList();
    }

    /** In a few words, such as "missing: table credential and 14 more; unexpected: table note"; "" if nothing differs. */
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
