package dev.tenantry.figures;

import dev.tenantry.tenant.TenantState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The statistics of a platform.
 *
 * @param states how many tenants are in each state; those without any are missing
 * @param versions how many tenants have each version of the schema, of those that are migrated along with all others
 * @param provisioningTimes the latest, the oldest of them first; of tenants that are still there
 * @param days one after the other, the last one is today, in UTC
 */
public record Report(
        Map<TenantState, Integer> states, Map<Integer, Integer> versions, List<ProvisioningTime> provisioningTimes,
        List<Day> days) {

    /** @param milliseconds from the entry in the registry to being in service */
    public record ProvisioningTime(String tenant, Instant at, long milliseconds) {}

    /**
     * @param tenants at the end of the day, archived ones too
     * @param usageOrNull of all tenants that could be read that day; null where nobody counted
     */
    public record Day(LocalDate day, int tenants, Usage usageOrNull) {}
}
