package dev.tenantry.core.tenant;

import java.time.Instant;

/**
 * A former name of a tenant that was renamed or dropped. The name stays reserved for the tenant's realm.
 *
 * @param realmId Keycloak's id of the realm for which the name stays reserved
 * @param since the time at which the tenant was renamed or dropped
 * @param tenantOrNull the current name of the realm's tenant; null if the tenant was dropped or released
 */
public record FormerName(String name, String realmId, Instant since, String tenantOrNull) {}
