package dev.tenantry.core.tenant;

import java.time.Instant;

/**
 * Consecutive calls to a tenant's tables that failed in the same way.
 *
 * @param at the time of the last failed call, by this server's clock
 * @param error what failed, with PostgreSQL's error code and the names of objects, but without values of rows
 * @param count the number of failed calls
 */
public record FailedCall(Instant at, StoreOperation operation, String error, int count) {}
