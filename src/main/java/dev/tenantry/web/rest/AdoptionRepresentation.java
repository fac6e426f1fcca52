package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.adoption.Adoption;
import java.util.Locale;

/**
 * The present status of a job that adopts a realm or releases a tenant.
 *
 * @param operation adopt or release
 * @param state RUNNING, DONE, FAILED or CANCELLED
 * @param step PREPARE, COPY, VERIFY, SWITCH, REMOVE; UNDO after a cancellation
 * @param total number of users when the job began
 * @param removed number of users removed from their former place; a release removes all at once
 * @param rate users per second, through all steps
 * @param secondsLeft missing if unknown
 * @param cause of a failure
 * @param server the process that works on the job, or was the last to
 * @param startedAt ISO 8601, in UTC, like finishedAt
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
                adoption.operation().name().toLowerCase(Locale.ROOT),
                adoption.name(),
                adoption.state().name(),
                adoption.step().name(),
                adoption.progress().total(),
                adoption.progress().copied(),
                adoption.progress().verified(),
                adoption.progress().removed(),
                Math.round(adoption.progress().rate() * 10) / 10.0,
                adoption.secondsLeft(),
                adoption.cause(),
                adoption.startedAt().toString(),
                adoption.finishedAt() == null ? null : adoption.finishedAt().toString(),
                adoption.server());
    }
}
