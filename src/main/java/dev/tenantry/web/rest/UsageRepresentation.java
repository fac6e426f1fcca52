package dev.tenantry.web.rest;

import dev.tenantry.core.audit.Usage;

/**
 * The size of a tenant.
 *
 * @param users the number of users, without service accounts
 * @param bytes the size of the schema's tables and indexes on disk
 */
public record UsageRepresentation(String tenant, long users, long bytes) {

    static UsageRepresentation of(String tenant, Usage usage) {
        return new UsageRepresentation(tenant, usage.users(), usage.bytes());
    }
}
