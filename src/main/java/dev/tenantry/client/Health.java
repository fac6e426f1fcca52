package dev.tenantry.client;

import java.util.List;

/**
 * The health of one tenant, and the next steps.
 *
 * @param healthy true if there are no findings, and if no call to the tenant's tables has failed on the answering
 *     server in the last five minutes
 * @param newestVersion the schema version to which the server migrates tenants
 * @param errors the latest failed calls to the tenant's tables on the answering server, newest first
 * @param server the server that answered. Each server stores only the errors of its own calls.
 * @param next the next steps: commands of Tenantry's CLI, or sentences if a command alone does not help
 */
public record Health(
        String tenant,
        boolean healthy,
        TenantState state,
        String database,
        String schema,
        int schemaVersion,
        int newestVersion,
        List<Finding> findings,
        List<FailedCall> errors,
        String server,
        List<String> next) {}
