package dev.tenantry.core.tenant;

import java.time.Instant;

/**
 * Consecutive calls to a tenant's tables that failed in the same way.
 *
 * @param at when the last call failed, by this server's clock
 * @param error what failed, with PostgreSQL's code and object names; no value
 * @param count how many calls failed
 */
public record FailedCall(Instant at, StoreOperation operation, String error, int count) {}
