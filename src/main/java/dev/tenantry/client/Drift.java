package dev.tenantry.client;

import java.util.List;

/**
 * The drift of a tenant's schema: its differences from a newly created schema of the same version.
 *
 * @param version the schema's version: the newest migration in its history
 * @param missing objects that the schema lacks, one per line
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
