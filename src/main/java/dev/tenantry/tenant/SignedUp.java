package dev.tenantry.tenant;

/**
 * Marks a tenant that comes from the sign-up page.
 *
 * @param linkDigestOrNull the key of the row in table {@code sign_up} whose link is followed; null without a link
 */
public record SignedUp(String linkDigestOrNull) {}
