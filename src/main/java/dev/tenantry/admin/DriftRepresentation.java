package dev.tenantry.admin;

import dev.tenantry.tenant.Drift;
import java.util.List;

/**
 * How a tenant's schema differs from what the migrations make.
 *
 * @param version the newest migration that the schema says it has
 * @param missing what should be there and is not, one thing a line
 * @param unexpected what is there and should not be; what was changed is in both
 */
public record DriftRepresentation(
        String tenant,
        boolean drifted,
        int version,
        String expectedFingerprint,
        String actualFingerprint,
        List<String> missing,
        List<String> unexpected) {

    static DriftRepresentation of(String tenant, Drift drift) {
        return new DriftRepresentation(
                tenant,
                !drift.isNone(),
                drift.version(),
                drift.expectedFingerprint(),
                drift.actualFingerprint(),
                drift.missing(),
                drift.unexpected());
    }
}
