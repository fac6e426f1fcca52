package dev.tenantry.migration;

/** A tenant on a job's list, by the name that it had when it was listed. */
record ListedTenant(String realmId, String name) {}
