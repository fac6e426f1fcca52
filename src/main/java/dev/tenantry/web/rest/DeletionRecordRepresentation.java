package dev.tenantry.web.rest;

import dev.tenantry.core.lifecycle.DeletionRecord;
import java.util.Map;

/**
 * Documents that a tenant and its data were deleted.
 *
 * @param id the id of the tenant's former realm
 * @param provisionedAt when the tenant was provisioned; ISO 8601, in UTC
 * @param droppedAt when the tenant was dropped; ISO 8601, in UTC
 * @param rows the number of deleted rows in each table
 * @param digest the SHA-256 of all deleted rows, hexadecimal
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
