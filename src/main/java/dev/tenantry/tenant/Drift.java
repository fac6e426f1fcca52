package dev.tenantry.tenant;

import java.util.List;

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
}
