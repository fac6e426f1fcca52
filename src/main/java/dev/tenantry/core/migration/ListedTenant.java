package dev.tenantry.core.migration;

/** A tenant on a job's list, by its name when it was listed. */
record ListedTenant(String realmId, String name) {}
