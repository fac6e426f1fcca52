package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.tenant.FormerName;

/**
 * A former name of a tenant. The name stays reserved: no other realm can take it.
 *
 * @param realmId Keycloak's id of the tenant's realm
 * @param since when the tenant lost the name; ISO 8601, in UTC
 * @param tenant the present name of the realm's tenant; missing if the tenant was dropped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormerNameRepresentation(String name, String realmId, String since, String tenant) {

    static FormerNameRepresentation of(FormerName kept) {
        return new FormerNameRepresentation(
                kept.name(), kept.realmId(), kept.since().toString(), kept.tenantOrNull());
    }
}
