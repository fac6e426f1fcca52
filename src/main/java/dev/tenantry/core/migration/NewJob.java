package dev.tenantry.core.migration;

/**
 * A migration job that is about to begin.
 *
 * @param version the schema version to which the job migrates tenants
 * @param errorBudget the number of failed tenants that the job tolerates. If more tenants fail, the job stops. If null,
 *     the job tolerates any number
 * @param server the server that begins the job
 */
record NewJob(String id, int version, Integer errorBudget, String server) {}
