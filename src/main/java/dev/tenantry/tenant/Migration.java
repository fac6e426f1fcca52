package dev.tenantry.tenant;

import java.time.Instant;

/**
 * One script for tenants' schemas.
 *
 * @param installedAt null where it is still to come
 */
public record Migration(int version, String description, Instant installedAt) {}
