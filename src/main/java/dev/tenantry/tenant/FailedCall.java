package dev.tenantry.tenant;

import java.time.Instant;

/**
 * Calls to a tenant's tables that have failed in the same way, one after the other.
 *
 * @param at when the last of them failed, by this server's clock
 * @param error what failed, with PostgreSQL's code and the names that PostgreSQL gives; no value
 * @param count how many they are
 */
public record FailedCall(Instant at, StoreOperation operation, String error, int count) {}
