package dev.tenantry.core.audit;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.schema.FoundSchema;
import dev.tenantry.core.tenant.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the drifted schemas of one inspection. A schema has not drifted if its fingerprint is equal to that of a
 * freshly made schema of its version. Other schemas are compared line by line. If several schemas differ in the same
 * way, only the first schema is compared, and the result is used for all of them. One thread.
 */
final class DriftSearch {

    private final DriftCheck check;
    private final Map<Version, Optional<String>> expected = new HashMap<>();
    private final Map<Difference, String> known = new HashMap<>();

    DriftSearch(DriftCheck check) {
        this.check = check;
    }

    /**
     * A summary of the drift. Empty if there is no drift, or if the schema can't be compared. A schema can't be
     * compared if it is newer than this server, or if the pool's role may not read it; the missing right is reported as
     * a separate finding.
     */
    Optional<String> of(Tenant tenant, FoundSchema schema) {
        if (!schema.open()) {
            return Optional.empty();
        }
        int number = schema.versionOrNull() == null ? tenant.schemaVersion() : schema.versionOrNull();
        Version version = new Version(tenant.database(), number);
        Optional<String> untouched = expected.computeIfAbsent(version, asked -> check.fingerprint(asked.database, number));
        if (untouched.isEmpty() || untouched.get().equals(schema.fingerprint())) {
            return Optional.empty();
        }
        Difference difference = new Difference(version, schema.fingerprint());
        String words = known.containsKey(difference) ? known.get(difference) : compare(tenant, difference);
        return Optional.of(words).filter(said -> !said.isEmpty());
    }

    private String compare(Tenant tenant, Difference difference) {
        try {
            Optional<Drift> drift = check.find(tenant);
            String words = drift.map(Drift::summary).orElse("");
            if (drift.isPresent() && !drift.get().isNone()) { // no drift now: only this schema was migrated meanwhile
                known.put(difference, words);
            }
            return words;
        } catch (DatabaseUnavailableException outage) {
            if (outage.isLockTimeout()) {
                return "it can't be compared: another transaction has locked its tables";
            }
            throw outage;
        } catch (DatabaseException failure) {
            return "it can't be compared: " + failure.getMessage();
        }
    }

    private record Version(String database, int number) {}

    private record Difference(Version version, String fingerprint) {}
}
