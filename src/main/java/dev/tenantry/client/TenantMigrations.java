package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * The migrations of a tenant's schema.
 *
 * @param version the number of the newest migration that was applied to the schema
 * @param newest the number of the newest migration in the server's release
 */
public record TenantMigrations(String tenant, int version, int newest, List<Step> migrations) {

    /**
     * One migration.
     *
     * @param installedAt when the migration was applied; null if it was not applied yet
     */
    public record Step(
            int version, String description, @JsonDeserialize(using = InstantText.class) Instant installedAt) {}
}
