package dev.tenantry.core.migration;

/**
 * A server's right to work on a job. The claim ends when another server takes the job over.
 *
 * @param attempt a number that grows each time a server takes the job over
 */
record Claim(String jobId, int version, int attempt) {}
