package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.adoption.Adoption;

/**
 * The present status of a job that adopts a realm or releases a tenant.
 *
 * @param operation {@code adopt} or {@code release}
 * @param state RUNNING, DONE, FAILED or CANCELLED
 * @param step the present step: PREPARE, COPY, VERIFY, SWITCH or REMOVE; UNDO after a cancellation
 * @param total the number of the realm's users when the job began
 * @param removed the number of users that an adoption has removed from Keycloak's own tables; 0 in a release, which
 *     drops the schema with all users at once
 * @param rate users per second: the average over all steps since the present server began to work on the job
 * @param secondsLeft the estimated seconds until the end; missing if unknown
 * @param cause why the job failed; missing unless the job failed
 * @param server the server that works on the job, or that worked on it last
 * @param startedAt when the job began; ISO 8601, in UTC
 * @param finishedAt when the job ended, in the same format; missing while the job is unfinished
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdoptionRepresentation(
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
        String startedAt,
        String finishedAt,
        String server) {

    static AdoptionRepresentation of(Adoption adoption) {
        return new AdoptionRepresentation(
                adoption.id(),
                adoption.operation().word(),
                adoption.name(),
                adoption.state().name(),
                adoption.step().name(),
                adoption.progress().total(),
                adoption.progress().copied(),
                adoption.progress().verified(),
                adoption.progress().removed(),
                Math.round(adoption.progress().rate() * 10) / 10.0,
                adoption.secondsLeft().orElse(null),
                adoption.cause(),
                adoption.startedAt().toString(),
                adoption.finishedAt() == null ? null : adoption.finishedAt().toString(),
                adoption.server());
    }
}
