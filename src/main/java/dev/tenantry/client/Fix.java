package dev.tenantry.client;

/**
 * The result of fixing a {@link Finding}.
 *
 * @param fixed false if the finding remains: the fix only keeps it from doing harm
 * @param done the effect of the fix
 * @param next the remaining step, else null
 */
public record Fix(boolean fixed, String done, String next) {}
