package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * A job that adopts a realm or releases a tenant, as it stands.
 *
 * @param operation adopt or release
 * @param state RUNNING, DONE, FAILED or CANCELLED
 * @param step PREPARE, COPY, VERIFY, SWITCH, REMOVE; UNDO after a cancellation
 * @param total how many users there were when it began
 * @param rate users in a second, through all steps
 * @param secondsLeft null where it can't be told
 * @param cause of a failure, else null
 * @param finishedAt null while it runs
 * @param server the process that works on it, or was the last to
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
