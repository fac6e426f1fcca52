package dev.tenantry.web.rest;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.util.Arrays;
import java.util.List;

/**
 * A request to migrate all tenants.
 *
 * @param canaries the tenants to migrate first; if one of them fails, the job stops
 * @param errorBudget how many tenants may fail before the job stops; null for no limit
 */
record MigrationRequest(List<Tenant> canaries, Integer errorBudget) {

    /**
     * Reads the query parameters.
     *
     * @param canary names of tenants, separated by commas; null for no canaries
     * @param errorBudget how many tenants may fail before the job stops, as text; null for no limit
     * @throws InvalidRequestException if a canary is not the name of a tenant that can be migrated, or if the budget is
     *     not a whole number, or is negative
     */
    static MigrationRequest of(String canary, String errorBudget, TenantRegistry registry) {
        return new MigrationRequest(
                canary == null ? List.of() : canaries(canary, registry),
                errorBudget(errorBudget));
    }

    private static List<Tenant> canaries(String names, TenantRegistry registry) {
        return Arrays.stream(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(name -> registry.findByName(name)
                        .filter(tenant -> tenant.state().isMigrated())
                        .orElseThrow(() -> new InvalidRequestException(
                                "canary", "Names a tenant that does not exist, or is neither active nor suspended")))
                .toList();
    }

    private static Integer errorBudget(String number) {
        Integer budget = QueryParameter.number("errorBudget", number);
        if (budget != null && budget < 0) {
            throw new InvalidRequestException("errorBudget", "must be a whole number from 0");
        }
        return budget;
    }
}
