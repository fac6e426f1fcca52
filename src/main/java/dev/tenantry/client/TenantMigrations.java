package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * The migrations of a tenant's schema.
 *
 * @param version the newest migration that the schema has
 * @param newest the newest that the server has
 */
public record TenantMigrations(String tenant, int version, int newest, List<Step> migrations) {

    /**
     * One migration.
     *
     * @param installedAt null if the migration is still to come
     */
    public record Step(
            int version, String description, @JsonDeserialize(using = InstantText.class) Instant installedAt) {}
}
