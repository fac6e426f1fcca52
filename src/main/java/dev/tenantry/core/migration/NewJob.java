package dev.tenantry.core.migration;

/**
 * A job that is about to begin.
 *
 * @param errorBudget null for any number of failures
 * @param server the process that begins the job
 */
record NewJob(String id, int version, Integer errorBudget, String server) {}
