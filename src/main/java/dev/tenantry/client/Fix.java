package dev.tenantry.client;

/**
 * The result of fixing a {@link Finding}.
 *
 * @param fixed false if the finding remains, since the fix only prevents further harm
 * @param done what the fix did
 * @param next the remaining step; null if the finding is fixed
 */
public record Fix(boolean fixed, String done, String next) {}
