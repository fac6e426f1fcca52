package dev.tenantry.core.migration;

/**
 * A job that is about to begin.
 *
 * @param errorBudget how many tenants may fail before the job stops; null for any number
 * @param server the server that begins the job
 */
record NewJob(String id, int version, Integer errorBudget, String server) {}
