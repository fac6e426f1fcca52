package dev.tenantry.core.schema;

/**
 * A table that a migration locks until its end.
 *
 * @param mode the mode as PostgreSQL's view pg_locks names it, such as AccessExclusiveLock
 */
public record TableLock(String table, String mode) {}
