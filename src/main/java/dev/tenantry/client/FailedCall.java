package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * Calls to a tenant's tables that failed in one way, one after the other.
 *
 * @param at when the last of them failed
 * @param operation such as read or write
 * @param error the failure, with PostgreSQL's code; no value
 * @param count the number of failed calls
 */
public record FailedCall(
        @JsonDeserialize(using = InstantText.class) Instant at, String operation, String error, int count) {}
