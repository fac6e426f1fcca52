package dev.tenantry.client;

/**
 * What a tenant's pages look like. Either may be null.
 *
 * @param accentColor such as {@code #0a5c36}
 * @param logo a {@code data:} URI of a PNG, JPEG or WebP image
 */
public record Branding(String accentColor, String logo) {}
