package dev.tenantry.core.audit;

import dev.tenantry.core.tenant.TenantState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The statistics of all tenants together.
 *
 * @param states the number of tenants in each state; states without tenants are left out
 * @param versions the number of tenants with each schema version. Counts only active and suspended tenants, since only
 *     their schemas are migrated
 * @param provisioningTimes the latest provisioning times of existing tenants, oldest first
 * @param days consecutive days up to today, in UTC
 */
public record Report(
        Map<TenantState, Integer> states, Map<Integer, Integer> versions, List<ProvisioningTime> provisioningTimes,
        List<Day> days) {

    /** @param milliseconds the time from the tenant's registration until the tenant was in service */
    public record ProvisioningTime(String tenant, Instant at, long milliseconds) {}

    /**
     * @param tenants the number of tenants at the end of the day, including archived tenants
     * @param usageOrNull the usage of all tenants whose state was active, suspended or releasing when they were counted
     *     on that day; null if they were not counted on that day
     */
    public record Day(LocalDate day, int tenants, Usage usageOrNull) {}
}
