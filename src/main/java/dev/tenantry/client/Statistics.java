package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Statistics of the platform.
 *
 * @param states number of tenants in each state
 * @param schemaVersions number of tenants with each version, among those that a migration of all tenants includes
 * @param provisioningTimes the latest 200, the oldest first
 * @param days each at its end, in UTC; the last one is today
 */
public record Statistics(
        Map<TenantState, Integer> states, Map<Integer, Integer> schemaVersions,
        List<ProvisioningTime> provisioningTimes, List<Day> days) {

    /**
     * How long a tenant's provisioning took.
     *
     * @param milliseconds until the tenant was in service
     */
    public record ProvisioningTime(
            String tenant, @JsonDeserialize(using = InstantText.class) Instant createdAt, long milliseconds) {}

    /**
     * The numbers of one day.
     *
     * @param day ISO 8601
     * @param users of all tenants that could be read; null, like bytes, if no server counted on that day
     */
    public record Day(String day, int tenants, Long users, Long bytes) {}
}
