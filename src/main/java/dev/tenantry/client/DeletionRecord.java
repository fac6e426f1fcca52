package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.Map;

/**
 * The record of a dropped tenant's data.
 *
 * @param id of the tenant's former realm
 * @param rows by table
 * @param digest SHA-256 over all rows, hexadecimal
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
