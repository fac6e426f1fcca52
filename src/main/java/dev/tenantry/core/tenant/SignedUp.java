package dev.tenantry.core.tenant;

/**
 * Marks a tenant that was created from the sign-up page.
 *
 * @param linkDigestOrNull the digest that identifies the used link in table {@code sign_up}; null if no link was needed
 */
public record SignedUp(String linkDigestOrNull) {}
