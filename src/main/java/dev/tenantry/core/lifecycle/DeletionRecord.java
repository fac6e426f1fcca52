package dev.tenantry.core.lifecycle;

import dev.tenantry.core.schema.SchemaDigest;
import java.time.Instant;
import java.util.Map;

/**
 * The proof of a drop: the counts and a digest of a tenant's rows, and no data.
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
