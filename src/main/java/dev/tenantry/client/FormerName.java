package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * A former name of a tenant that was renamed or dropped. No other realm can get the name.
 *
 * @param realmId Keycloak's id of the tenant's realm; equals {@link Tenant#id}
 * @param since the time at which the tenant lost the name
 * @param tenant the tenant's present name; null if the tenant was dropped or released
 */
public record FormerName(
        String name,
        String realmId,
        @JsonDeserialize(using = InstantText.class) Instant since,
        String tenant) {}
