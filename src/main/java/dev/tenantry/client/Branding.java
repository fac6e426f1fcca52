package dev.tenantry.client;

/**
 * The logo and color of a tenant's pages. A field is null if it is not set.
 *
 * @param accentColor the color of buttons, such as {@code #0a5c36}
 * @param logo a PNG, JPEG or WebP image as a {@code data:} URI
 */
public record Branding(String accentColor, String logo) {}
