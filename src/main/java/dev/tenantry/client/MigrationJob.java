package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * The present status of a job that migrates all tenants.
 *
 * @param version the target version of the schemas
 * @param state RUNNING, DONE or STOPPED
 * @param stopReason why the job stopped; null unless the state is STOPPED
 * @param errorBudget how many tenants may fail before the job stops; null for any number
 * @param total the number of tenants on the job's list: all tenants that had older schemas. Tenants that appear during
 *     the job are added.
 * @param skipped the number of tenants that the job skipped, since they were dropped or archived before their turn
 * @param rate tenants processed per second
 * @param secondsLeft the estimated seconds until the end; null if unknown
 * @param failures the first thousand failures; null in a list of jobs
 * @param finishedAt when the job ended; null while the job runs
 * @param server the server that works on the job, or that worked on it last
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
     * @param cause the migration script, PostgreSQL's error code and the affected object
     */
    public record Failure(String tenant, String cause) {}
}
