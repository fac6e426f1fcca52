package dev.tenantry.client;

/**
 * The result of fixing a {@link Finding}.
 *
 * @param fixed false if the fix only prevents further harm, so that the finding remains
 * @param done what the fix did
 * @param next the operator's next step; null if the finding is fixed
 */
public record Fix(boolean fixed, String done, String next) {}
