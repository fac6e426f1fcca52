package dev.tenantry.web.rest;

import dev.tenantry.core.audit.Usage;

/**
 * The size of a tenant.
 *
 * @param users without service accounts
 * @param bytes of the schema's tables on disk, indexes included
 */
public record UsageRepresentation(String tenant, long users, long bytes) {

    static UsageRepresentation of(String tenant, Usage usage) {
        return new UsageRepresentation(tenant, usage.users(), usage.bytes());
    }
}
