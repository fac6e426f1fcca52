package dev.tenantry.core.migration;

/**
 * A tenant on the list of a job.
 *
 * @param name the name that the tenant had when the job listed the tenant
 */
record ListedTenant(String realmId, String name) {}
