package dev.tenantry.core.migration;

/**
 * A migration job that is about to begin.
 *
 * @param version the schema version to which the job migrates tenants
 * @param errorBudget the number of tenants that may fail; the job stops when more tenants have failed. Null for no
 *     limit
 * @param server the server that begins the job
 */
record NewJob(String id, int version, Integer errorBudget, String server) {}
