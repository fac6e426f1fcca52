package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * A name that a tenant had before it was renamed or dropped. The name is kept for the tenant's realm.
 *
 * @param realmId Keycloak's id of that realm, which is the {@link Tenant#id} of the tenant
 * @param since when the tenant gave the name up
 * @param tenant the present name of the realm's tenant; null if the tenant was dropped
 */
public record FormerName(
        String name,
        String realmId,
        @JsonDeserialize(using = InstantText.class) Instant since,
        String tenant) {}
