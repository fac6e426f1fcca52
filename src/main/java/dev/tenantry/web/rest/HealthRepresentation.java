package dev.tenantry.web.rest;

import dev.tenantry.core.job.JobThread;
import dev.tenantry.core.tenant.FailedCall;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.web.rest.FindingsResource.FindingRepresentation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The health of one tenant, and the next steps.
 *
 * @param healthy true if there are no findings, and if no call to the tenant's tables has failed on this server in the
 *     last five minutes
 * @param newestVersion the schema version to which this server migrates tenants
 * @param findings mismatches between registry, schema and realm, including drift
 * @param errors the latest failed calls to the tenant's tables on this server, newest first; only a few are stored
 * @param server the server that answers. Each server stores only the errors of its own calls, and loses them when it
 *     stops
 * @param next the next steps: commands of Tenantry's CLI, or sentences if a command alone does not help
 */
public record HealthRepresentation(
        String tenant,
        boolean healthy,
        String state,
        String database,
        String schema,
        int schemaVersion,
        int newestVersion,
        List<FindingRepresentation> findings,
        List<FailedCallRepresentation> errors,
        String server,
        List<String> next) {

    private static final Duration RECENT = Duration.ofMinutes(5);

    /**
     * Consecutive failed calls with the same operation and the same error.
     *
     * @param at when the last of these calls failed; ISO 8601, in UTC
     * @param operation the failed operation: lookup, read, write, begin or commit
     */
    public record FailedCallRepresentation(String at, String operation, String error, int count) {

        private static FailedCallRepresentation of(FailedCall call) {
            return new FailedCallRepresentation(
                    call.at().toString(), call.operation().word(), call.error(), call.count());
        }
    }

    static HealthRepresentation of(
            Tenant tenant, int newestVersion, List<Finding> findings, List<FailedCall> failures) {
        boolean isFailing = failures.stream().anyMatch(call -> call.at().isAfter(Instant.now().minus(RECENT)));
        return new HealthRepresentation(
                tenant.name().value(),
                findings.isEmpty() && !isFailing,
                tenant.state().name(),
                tenant.database(),
                tenant.schema().value(),
                tenant.schemaVersion(),
                newestVersion,
                findings.stream().map(FindingRepresentation::of).toList(),
                failures.stream().map(FailedCallRepresentation::of).toList(),
                JobThread.THIS_SERVER,
                next(tenant, newestVersion, findings, isFailing));
    }

    private static List<String> next(Tenant tenant, int newestVersion, List<Finding> findings, boolean isFailing) {
        List<String> next = new ArrayList<>(findings.stream().map(Finding::next).toList());
        if (tenant.state().isMigrated() && tenant.schemaVersion() < newestVersion) {
            next.add("tenantry migrate " + tenant.name());
        }
        if (findings.isEmpty() && isFailing) {
            next.add("No fault is left, but a call failed in the last five minutes. Test a login, and read the log lines"
                    + " that have tenant " + tenant.name());
        }
        if (findings.isEmpty() && tenant.state() == TenantState.SUSPENDED) {
            next.add("tenantry resume " + tenant.name());
        }
        if (findings.isEmpty() && tenant.state() == TenantState.ARCHIVED) {
            next.add("tenantry restore " + tenant.name());
        }
        return next;
    }
}
