package dev.tenantry.core.audit;

import dev.tenantry.core.tenant.TenantState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The statistics of a platform.
 *
 * @param states the number of tenants in each state; states without tenants are missing
 * @param versions the number of tenants by schema version, of tenants that are migrated with all others
 * @param provisioningTimes the latest, in order of time; of existing tenants
 * @param days consecutive days up to today, in UTC
 */
public record Report(
        Map<TenantState, Integer> states, Map<Integer, Integer> versions, List<ProvisioningTime> provisioningTimes,
        List<Day> days) {

    /** @param milliseconds from the registration to being in service */
    public record ProvisioningTime(String tenant, Instant at, long milliseconds) {}

    /**
     * @param tenants at the end of the day, including archived ones
     * @param usageOrNull of all readable tenants of that day; null without a count
     */
    public record Day(LocalDate day, int tenants, Usage usageOrNull) {}
}
