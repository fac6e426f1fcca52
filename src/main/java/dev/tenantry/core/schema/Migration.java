package dev.tenantry.core.schema;

import java.time.Instant;

/**
 * One script for tenants' schemas.
 *
 * @param installedAt null for a pending script
 */
public record Migration(int version, String description, Instant installedAt) {}
