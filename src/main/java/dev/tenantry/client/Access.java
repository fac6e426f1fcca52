package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * The administration of a tenant's realm, granted to a user of realm master until a time.
 *
 * @param user the user's name
 * @param userId Keycloak's id of the user
 * @param roles of the realm's management client in master
 * @param grantedBy the name of the user who granted it
 */
public record Access(
        String user,
        String userId,
        List<String> roles,
        String reason,
        String grantedBy,
        @JsonDeserialize(using = InstantText.class) Instant since,
        @JsonDeserialize(using = InstantText.class) Instant until) {}
