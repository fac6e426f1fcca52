package dev.tenantry.core.schema;

/**
 * A table that a migration locks until the migration ends.
 *
 * @param mode the mode of the lock as in PostgreSQL's view pg_locks, such as AccessExclusiveLock
 */
public record TableLock(String table, String mode) {}
