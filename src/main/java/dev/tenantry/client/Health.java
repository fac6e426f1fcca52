package dev.tenantry.client;

import java.util.List;

/**
 * The health of one tenant, and the next steps.
 *
 * @param healthy true if there are no findings, and no call to the tenant's tables has failed on that server in five
 *     minutes
 * @param newestVersion of schemas on the server
 * @param errors the latest failed calls to the tenant's tables on the answering server, the newest first
 * @param server the process that answered: each server remembers its own errors
 * @param next commands of the command line, or sentences if a command alone does not help
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
