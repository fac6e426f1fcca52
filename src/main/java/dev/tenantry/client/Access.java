package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;

/**
 * A grant that lets a user of realm master administer a tenant's realm for a limited time.
 *
 * @param user the user's name
 * @param userId Keycloak's id of the user
 * @param roles the granted roles of the realm's management client in master
 * @param grantedBy the name of the user who granted the access
 */
public record Access(
        String user,
        String userId,
        List<String> roles,
        String reason,
        String grantedBy,
        @JsonDeserialize(using = InstantText.class) Instant since,
        @JsonDeserialize(using = InstantText.class) Instant until) {}
