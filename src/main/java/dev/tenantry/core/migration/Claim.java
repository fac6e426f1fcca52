package dev.tenantry.core.migration;

/**
 * The right of one server to work on a job, until another server takes over.
 *
 * @param attempt grows with each server that takes over
 */
record Claim(String jobId, int version, int attempt) {}
