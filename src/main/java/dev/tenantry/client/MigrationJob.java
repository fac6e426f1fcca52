package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * The present status of a job that migrates all tenants.
 *
 * @param version the target version of the schemas
 * @param state RUNNING, DONE or STOPPED
 * @param stopReason why the job is STOPPED, else null
 * @param errorBudget null for any number
 * @param total number of tenants with an outdated schema
 * @param skipped tenants that were dropped or archived before their turn
 * @param rate tenants per second
 * @param secondsLeft null if unknown
 * @param failures the first thousand; null in a list of jobs
 * @param finishedAt null while the job runs
 * @param server the process that works on the job, or was the last to
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

    /**
     * A tenant whose migration failed.
     *
     * @param cause the script, PostgreSQL's code and the object that PostgreSQL names
     */
    public record Failure(String tenant, String cause) {}
}
