package dev.tenantry.core.tenant;

/**
 * Marks a tenant that was created from the sign-up page.
 *
 * @param linkDigestOrNull the key of the row in table {@code sign_up} of the used link; null without a link
 */
public record SignedUp(String linkDigestOrNull) {}
