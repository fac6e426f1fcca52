package dev.tenantry.core.tenant;

/**
 * Marks a tenant that was created from the sign-up page.
 *
 * @param linkDigestOrNull identifies the link in table {@code sign_up} that was used; null if no link was needed
 */
public record SignedUp(String linkDigestOrNull) {}
