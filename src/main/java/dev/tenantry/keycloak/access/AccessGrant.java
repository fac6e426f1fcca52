package dev.tenantry.keycloak.access;

import java.time.Instant;
import java.util.List;

/**
 * A grant to one user of realm master: the user may administer one tenant's realm until the grant ends.
 *
 * @param user the user's name
 * @param userId Keycloak's id of the user
 * @param roles the granted roles, sorted by name; they are roles of the realm's management client in master
 * @param grantedBy the name of the user who made the grant
 */
public record AccessGrant(
        String user, String userId, List<String> roles, String reason, String grantedBy, Instant since, Instant until) {

    public AccessGrant {
        roles = List.copyOf(roles);
    }
}
