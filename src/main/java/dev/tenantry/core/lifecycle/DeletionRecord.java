package dev.tenantry.core.lifecycle;

import dev.tenantry.core.schema.SchemaDigest;
import java.time.Instant;
import java.util.Map;

/**
 * The proof that a tenant was dropped: the number of the tenant's rows and their digest, without any data.
 *
 * @param database the name of the database that held the schema
 * @param rows the number of rows in each table
 * @param digest the digest of all rows, see {@link SchemaDigest}
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
