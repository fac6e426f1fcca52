package dev.tenantry.client;

import java.util.List;

/**
 * How one tenant is, and what to do next.
 *
 * @param healthy whether there are no findings, and no call to its tables has failed for five minutes on that server
 * @param newestVersion that the server brings schemas to
 * @param errors the latest failed calls to its tables on the server that has answered, the newest first
 * @param server the process that has answered: each remembers its own errors
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
