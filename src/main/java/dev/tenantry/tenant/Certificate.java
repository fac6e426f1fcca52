package dev.tenantry.tenant;

import java.time.Instant;
import java.util.Map;

/**
 * What was there when a tenant was dropped: counts and a digest, and nothing of the data itself.
 *
 * @param database the name of the one that the schema was in
 * @param rows how many there were in each table
 * @param digest of all rows, see {@link SchemaDigest}
 */
public record Certificate(
        String realmId,
        String name,
        String database,
        String schema,
        Instant provisionedAt,
        Instant droppedAt,
        Map<String, Long> rows,
        String digest) {}
