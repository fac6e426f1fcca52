package dev.tenantry.migration;

/**
 * The right of one server to work on a job, until another one takes it over.
 *
 * @param attempt goes up with each that takes over
 */
record Claim(String jobId, int version, int attempt) {}
