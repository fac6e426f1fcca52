package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * A former name of a tenant that was renamed or dropped. The name stays reserved: no other realm can take it.
 *
 * @param realmId Keycloak's id of the tenant's realm; equals {@link Tenant#id}
 * @param since when the tenant lost the name
 * @param tenant the present name of the realm's tenant; null if the tenant was dropped
 */
public record FormerName(
        String name,
        String realmId,
        @JsonDeserialize(using = InstantText.class) Instant since,
        String tenant) {}
