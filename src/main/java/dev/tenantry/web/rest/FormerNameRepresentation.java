package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.tenant.FormerName;

/**
 * A former name of a tenant. The name stays reserved for the tenant's realm: no other realm can get the name.
 *
 * @param realmId Keycloak's id of the tenant's realm
 * @param since when the tenant lost the name; ISO 8601, in UTC
 * @param tenant the tenant's present name; missing if the tenant was dropped or released
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormerNameRepresentation(String name, String realmId, String since, String tenant) {

    static FormerNameRepresentation of(FormerName kept) {
        return new FormerNameRepresentation(
                kept.name(), kept.realmId(), kept.since().toString(), kept.tenantOrNull());
    }
}
