package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * A job that migrates all tenants, as it stands.
 *
 * @param version that the tenants are brought to
 * @param state RUNNING, DONE or STOPPED
 * @param stopReason why it is STOPPED, else null
 * @param errorBudget null for any number
 * @param total how many tenants were behind
 * @param skipped dropped or archived before their turn came
 * @param rate tenants in a second
 * @param secondsLeft null where it can't be told
 * @param failures the first thousand; null in a list of jobs
 * @param finishedAt null while it runs
 * @param server the process that works on it, or was the last to
 */
public record MigrationJob(
        String id,
        int version,
        String state,
        String stopReason,
        Integer errorBudget,
        int total,
        int migrated,
        int failed,
        int skipped,
        int remaining,
        double rate,
        Long secondsLeft,
        List<Failure> failures,
        @JsonDeserialize(using = InstantText.class) Instant startedAt,
        @JsonDeserialize(using = InstantText.class) Instant finishedAt,
        String server) {

    /** @param cause the script, PostgreSQL's code and what PostgreSQL names */
    public record Failure(String tenant, String cause) {}
}
