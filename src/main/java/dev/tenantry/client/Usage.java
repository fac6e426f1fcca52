package dev.tenantry.client;

/**
 * What a tenant has.
 *
 * @param users without service accounts
 * @param bytes of the schema's tables on disk, indexes included
 */
public record Usage(String tenant, long users, long bytes) {}
