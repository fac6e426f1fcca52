package dev.tenantry.core.schema;

import java.time.Instant;

/**
 * One migration script, and whether it has run in a tenant's schema.
 *
 * @param installedAt when the script ran; null for a pending script
 */
public record Migration(int version, String description, Instant installedAt) {}
