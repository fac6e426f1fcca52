package dev.tenantry.web.rest;

import dev.tenantry.core.lifecycle.DeletionRecord;
import java.util.Map;

/**
 * The record of a dropped tenant's data.
 *
 * @param id of the tenant's former realm
 * @param provisionedAt ISO 8601, in UTC
 * @param droppedAt ISO 8601, in UTC
 * @param rows by table
 * @param digest SHA-256 over all rows, hexadecimal
 */
public record DeletionRecordRepresentation(
        String id,
        String name,
        String database,
        String schema,
        String provisionedAt,
        String droppedAt,
        Map<String, Long> rows,
        String digest) {

    static DeletionRecordRepresentation of(DeletionRecord record) {
        return new DeletionRecordRepresentation(
                record.realmId(),
                record.name(),
                record.database(),
                record.schema(),
                record.provisionedAt().toString(),
                record.droppedAt().toString(),
                record.rows(),
                record.digest());
    }
}
