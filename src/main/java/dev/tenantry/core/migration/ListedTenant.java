package dev.tenantry.core.migration;

/** A tenant on a job's list, with the tenant's name when the list was written. */
record ListedTenant(String realmId, String name) {}
