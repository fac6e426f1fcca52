package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * The present status of a job that adopts a realm or releases a tenant.
 *
 * @param operation adopt or release
 * @param state RUNNING, DONE, FAILED or CANCELLED
 * @param step PREPARE, COPY, VERIFY, SWITCH, REMOVE; UNDO after a cancellation
 * @param total number of users when the job began
 * @param rate users per second, through all steps
 * @param secondsLeft null if unknown
 * @param cause of a failure, else null
 * @param finishedAt null while the job runs
 * @param server the process that works on the job, or was the last to
 */
public record Adoption(
        String id,
        String operation,
        String realm,
        String state,
        String step,
        int total,
        int copied,
        int verified,
        int removed,
        double rate,
        Long secondsLeft,
        String cause,
        @JsonDeserialize(using = InstantText.class) Instant startedAt,
        @JsonDeserialize(using = InstantText.class) Instant finishedAt,
        String server) {}
