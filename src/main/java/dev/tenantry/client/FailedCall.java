package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * One or more consecutive calls to a tenant's tables that failed in the same operation with the same error.
 *
 * @param at when the last of these calls failed
 * @param operation the failed operation: lookup, read, write, begin or commit
 * @param error the error, with PostgreSQL's code; contains no value of a row
 * @param count the number of failed calls
 */
public record FailedCall(
        @JsonDeserialize(using = InstantText.class) Instant at, String operation, String error, int count) {}
