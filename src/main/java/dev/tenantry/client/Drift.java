package dev.tenantry.client;

import java.util.List;

/**
 * The drift of a tenant's schema: its differences from a freshly made schema.
 *
 * @param version the newest migration that the schema records
 * @param missing objects that the schema lacks
 * @param unexpected objects that the schema should not have; a changed object is in both lists
 */
public record Drift(
        String tenant,
        boolean drifted,
        int version,
        String expectedFingerprint,
        String actualFingerprint,
        List<String> missing,
        List<String> unexpected) {}
