package dev.tenantry.client;

/**
 * The size of a tenant.
 *
 * @param users the number of users, without service accounts
 * @param bytes the size of the schema's tables and indexes on disk
 */
public record Usage(String tenant, long users, long bytes) {}
