package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.Map;

/**
 * Documents that a tenant and its data were deleted.
 *
 * @param id the id of the tenant's former realm
 * @param rows the number of deleted rows in each table
 * @param digest the SHA-256 of all deleted rows, hexadecimal
 */
public record DeletionRecord(
        String id,
        String name,
        String database,
        String schema,
        @JsonDeserialize(using = InstantText.class) Instant provisionedAt,
        @JsonDeserialize(using = InstantText.class) Instant droppedAt,
        Map<String, Long> rows,
        String digest) {}
