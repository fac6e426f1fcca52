package dev.tenantry.tenant;

import java.time.Instant;
import java.util.Map;

/**
 * What a tenant had when it was dropped: counts and a digest, no data.
 *
 * @param database the name of the database that held the schema
 * @param rows the number of rows in each table
 * @param digest of all rows, see {@link SchemaDigest}
 */
public record DeletionRecord(
        String realmId,
        String name,
        String database,
        String schema,
        Instant provisionedAt,
        Instant droppedAt,
        Map<String, Long> rows,
        String digest) {}
