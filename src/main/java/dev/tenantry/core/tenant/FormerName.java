package dev.tenantry.core.tenant;

import java.time.Instant;

/**
 * A name that a tenant had before it was renamed or dropped, kept for its realm.
 *
 * @param realmId Keycloak's id of the only realm that may take the name again
 * @param since when the tenant gave the name up
 * @param tenantOrNull the present name of the realm's tenant; null if the tenant was dropped
 */
public record FormerName(String name, String realmId, Instant since, String tenantOrNull) {}
