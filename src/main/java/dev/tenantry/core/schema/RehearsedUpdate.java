package dev.tenantry.core.schema;

import java.time.Duration;
import java.util.List;

/**
 * What a migration of one schema did before it was rolled back.
 *
 * @param scripts the scripts that ran, in order
 * @param locks the tables on which requests of the tenant would have waited
 * @param time how long the scripts took, and thus the longest wait of a request
 */
public record RehearsedUpdate(List<Migration> scripts, List<TableLock> locks, Duration time) {}
