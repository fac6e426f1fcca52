package dev.tenantry.client;

/**
 * What has come of the fix of a {@link Finding}.
 *
 * @param fixed false if the finding is still there: the fix only keeps it from doing harm
 * @param done what the fix does
 * @param next what is left to do, else null
 */
public record Fix(boolean fixed, String done, String next) {}
