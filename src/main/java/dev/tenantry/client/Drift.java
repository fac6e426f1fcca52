package dev.tenantry.client;

import java.util.List;

/**
 * How a tenant's schema differs from what the migrations make.
 *
 * @param version the newest migration that the schema says it has
 * @param missing what should be there and is not
 * @param unexpected what is there and should not be; what was changed is in both
 */
public record Drift(
        String tenant,
        boolean drifted,
        int version,
        String expectedFingerprint,
        String actualFingerprint,
        List<String> missing,
        List<String> unexpected) {}
