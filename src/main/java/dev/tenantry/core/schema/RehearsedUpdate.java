package dev.tenantry.core.schema;

import java.time.Duration;
import java.util.List;

/**
 * The result of a rehearsal: a migration of one schema that was run and rolled back.
 *
 * @param scripts the scripts that ran, in the order of their versions
 * @param locks the locked tables for which requests of the tenant would have waited
 * @param time the duration of the scripts, which is also the longest time that a request would have waited
 */
public record RehearsedUpdate(List<Migration> scripts, List<TableLock> locks, Duration time) {}
