package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.audit.Report;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.util.List;
import java.util.Map;

/**
 * Statistics of the platform.
 *
 * @param states the number of tenants in each state
 * @param schemaVersions the number of tenants with each schema version; counts only tenants that a migration of all
 *     tenants would include
 * @param provisioningTimes the durations of the latest 200 provisionings, oldest first
 * @param days the statistics at the end of each day, in UTC; the last entry is today
 */
public record StatisticsRepresentation(
        Map<TenantState, Integer> states, Map<Integer, Integer> schemaVersions,
        List<ProvisioningTime> provisioningTimes, List<Day> days) {

    private static final int USUAL_DAYS = 90;
    private static final int MAX_DAYS = 731;

    /**
     * @param createdAt when the tenant was provisioned; ISO 8601, in UTC
     * @param milliseconds the duration of the provisioning, until the tenant was in service
     */
    public record ProvisioningTime(String tenant, String createdAt, long milliseconds) {

        private static ProvisioningTime of(Report.ProvisioningTime time) {
            return new ProvisioningTime(time.tenant(), time.at().toString(), time.milliseconds());
        }
    }

    /**
     * @param day the date, ISO 8601
     * @param users the number of users in all active, suspended and releasing tenants. If no server
     *     counted users on that day, this field and {@code bytes} are missing.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Day(String day, int tenants, Long users, Long bytes) {

        private static Day of(Report.Day day) {
            boolean isCounted = day.usageOrNull() != null;
            return new Day(
                    day.day().toString(),
                    day.tenants(),
                    isCounted ? day.usageOrNull().users() : null,
                    isCounted ? day.usageOrNull().bytes() : null);
        }
    }

    /**
     * Returns the requested number of days, or the default number if the parameter is missing.
     *
     * @throws InvalidRequestException if the text is not a number in the allowed range
     */
    static int days(String asked) {
        return QueryParameter.number("days", asked, USUAL_DAYS, 1, MAX_DAYS);
    }

    static StatisticsRepresentation of(Report report) {
        return new StatisticsRepresentation(
                report.states(),
                report.versions(),
                report.provisioningTimes().stream().map(ProvisioningTime::of).toList(),
                report.days().stream().map(Day::of).toList());
    }
}
