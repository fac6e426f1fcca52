package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.schema.Migration;
import dev.tenantry.core.tenant.Tenant;
import java.util.List;

/**
 * The migrations of a tenant's schema.
 *
 * @param version the number of the newest migration that was applied to the schema
 * @param newest the number of the newest migration in this server's release
 */
public record TenantMigrationsRepresentation(String tenant, int version, int newest, List<Step> migrations) {

    /**
     * @param installedAt when the migration was applied; ISO 8601, in UTC; missing if the migration was not applied yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(int version, String description, String installedAt) {

        private static Step of(Migration migration) {
            return new Step(
                    migration.version(),
                    migration.description(),
                    migration.installedAt() == null ? null : migration.installedAt().toString());
        }
    }

    static TenantMigrationsRepresentation of(Tenant tenant, List<Migration> migrations) {
        return new TenantMigrationsRepresentation(
                tenant.name().value(),
                migrations.stream()
                        .filter(migration -> migration.installedAt() != null)
                        .mapToInt(Migration::version)
                        .max()
                        .orElse(0),
                migrations.stream().mapToInt(Migration::version).max().orElse(0),
                migrations.stream().map(Step::of).toList());
    }
}
