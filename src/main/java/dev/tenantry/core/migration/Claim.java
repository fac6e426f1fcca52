package dev.tenantry.core.migration;

/**
 * The right of one server to work on a job, until another server takes over.
 *
 * @param attempt a number that grows each time a server takes the job over
 */
record Claim(String jobId, int version, int attempt) {}
