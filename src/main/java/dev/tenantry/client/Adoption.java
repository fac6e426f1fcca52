package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * The present status of a job that adopts a realm or releases a tenant.
 *
 * @param operation {@code adopt} or {@code release}
 * @param state RUNNING, DONE, FAILED or CANCELLED
 * @param step the present step: PREPARE, COPY, VERIFY, SWITCH or REMOVE; UNDO after a cancellation
 * @param total the number of the realm's users when the job began
 * @param rate users per second: the average over all steps since the present server began to work on the job
 * @param secondsLeft the estimated seconds until the end; null if unknown
 * @param cause why the job failed; null unless the job failed
 * @param finishedAt when the job ended; null while the job is unfinished
 * @param server the server that works on the job, or that worked on it last
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
