package dev.tenantry.core.lifecycle;

import dev.tenantry.core.schema.SchemaDigest;
import java.time.Instant;
import java.util.Map;

/**
 * The proof that a tenant was dropped. Contains the number of rows and a digest of all rows, but no data of users.
 *
 * @param database the name of the database that held the schema
 * @param rows a map from the name of each table to the number of its rows
 * @param digest the digest of all rows (see {@link SchemaDigest})
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
