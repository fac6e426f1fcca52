package dev.tenantry.client;

/**
 * The size of a tenant.
 *
 * @param users without service accounts
 * @param bytes of the schema's tables on disk, indexes included
 */
public record Usage(String tenant, long users, long bytes) {}
