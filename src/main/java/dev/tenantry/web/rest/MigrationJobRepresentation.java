package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.migration.MigrationFailure;
import dev.tenantry.core.migration.MigrationJob;
import java.time.Instant;
import java.util.List;

/**
 * The present status of a job that migrates all tenants.
 *
 * @param version the target version of the schemas
 * @param state RUNNING, DONE or STOPPED
 * @param stopReason why the job stopped; missing unless the state is STOPPED
 * @param total the number of tenants on the job's list; grows if the job finds further tenants with older schemas
 * @param skipped the number of tenants that were dropped or archived before the job reached them
 * @param rate tenants processed per second
 * @param secondsLeft the estimated seconds until the end; missing if unknown
 * @param failures the first thousand failures; missing in a list of jobs
 * @param server the last server to work on the job
 * @param startedAt when the job began; ISO 8601, in UTC
 * @param finishedAt when the job ended, in the same format; missing while the job runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationJobRepresentation(
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
        String startedAt,
        String finishedAt,
        String server) {

    /**
     * @param cause the migration script, PostgreSQL's error code and the affected object; contains no value of a row
     */
    public record Failure(String tenant, String cause) {

        static Failure of(MigrationFailure failure) {
            return new Failure(failure.tenant(), failure.cause());
        }
    }

    /** @param failures the failures to show; null to omit the field */
    static MigrationJobRepresentation of(MigrationJob job, List<MigrationFailure> failures) {
        return new MigrationJobRepresentation(
                job.id(),
                job.version(),
                job.state().name(),
                job.stopReason() == null ? null : job.stopReason().name(),
                job.errorBudget(),
                job.progress().total(),
                job.progress().migrated(),
                job.progress().failed(),
                job.progress().skipped(),
                job.progress().remaining(),
                Math.round(job.progress().rate() * 100) / 100.0,
                job.secondsLeft().orElse(null),
                failures == null ? null : failures.stream().map(Failure::of).toList(),
                job.startedAt().toString(),
                text(job.finishedAt()),
                job.server());
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
