package dev.tenantry.client;

/**
 * The look of a tenant's pages. Either field may be null.
 *
 * @param accentColor such as {@code #0a5c36}
 * @param logo a {@code data:} URI of a PNG, JPEG or WebP image
 */
public record Branding(String accentColor, String logo) {}
