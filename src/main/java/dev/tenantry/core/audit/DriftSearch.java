package dev.tenantry.core.audit;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.schema.FoundSchema;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the drifted schemas of one inspection. If a schema's fingerprint equals the fingerprint of a freshly made
 * schema of the same version, the schema has not drifted. Otherwise the schema is compared line by line with the
 * freshly made schema. If several schemas of one version have equal fingerprints, only the first of these schemas is
 * compared, and the result is used for all of these schemas. Not thread-safe.
 */
final class DriftSearch {

    private final DriftCheck check;
    private final Map<Version, Optional<String>> expected = new HashMap<>();
    private final Map<Difference, String> known = new HashMap<>();

    DriftSearch(DriftCheck check) {
        this.check = check;
    }

    /**
     * Returns a summary of the drift, or the reason why the schema could not be compared. Returns empty if there is no
     * drift, or if the schema is newer than this server. Also returns empty if the pool's own role does not have the
     * right to read the schema: the missing right is reported as a separate finding.
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
            // If this schema has no drift now, it was migrated after its fingerprint was read. The empty result is not
            // stored, since other schemas with this fingerprint may still have drift.
            if (drift.isPresent() && !drift.get().isNone()) {
                known.put(difference, words);
            }
            return words;
        } catch (DatabaseUnavailableException outage) {
            if (outage.isLockTimeout()) {
                return "it can't be compared: another transaction has locked its tables";
            }
            throw outage;
        } catch (BusyException busy) {
            return "it can't be compared: another operation has locked the schema";
        } catch (DatabaseException failure) {
            return "it can't be compared: " + failure.getMessage();
        }
    }

    private record Version(String database, int number) {}

    private record Difference(Version version, String fingerprint) {}
}
