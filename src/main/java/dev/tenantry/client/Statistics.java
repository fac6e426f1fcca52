package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Statistics of the platform.
 *
 * @param states the number of tenants in each state
 * @param schemaVersions the number of tenants with each schema version; counts only tenants that a migration of all
 *     tenants would include
 * @param provisioningTimes how long the provisioning of each of the latest 200 tenants took, oldest first
 * @param days the statistics at the end of each day, in UTC; the last entry is today
 */
public record Statistics(
        Map<TenantState, Integer> states, Map<Integer, Integer> schemaVersions,
        List<ProvisioningTime> provisioningTimes, List<Day> days) {

    /** @param milliseconds the time that the tenant's provisioning took, until the tenant was in service */
    public record ProvisioningTime(
            String tenant, @JsonDeserialize(using = InstantText.class) Instant createdAt, long milliseconds) {}

    /**
     * The statistics at the end of one day.
     *
     * @param day the date, ISO 8601
     * @param users the number of users in all active, suspended and releasing tenants. If no server
     *     counted users on that day, this field and {@code bytes} are null.
     */
    public record Day(String day, int tenants, Long users, Long bytes) {}
}
