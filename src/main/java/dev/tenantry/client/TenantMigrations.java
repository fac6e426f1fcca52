package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * What was done to a tenant's schema, and what is to come.
 *
 * @param version the newest migration that it has
 * @param newest the newest that the server knows
 */
public record TenantMigrations(String tenant, int version, int newest, List<Step> migrations) {

    /** @param installedAt null where it is still to come */
    public record Step(
            int version, String description, @JsonDeserialize(using = InstantText.class) Instant installedAt) {}
}
