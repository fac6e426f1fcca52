package dev.tenantry.web.rest;

import dev.tenantry.keycloak.access.AccessGrant;
import java.util.List;

/**
 * The administration of a tenant's realm, granted to a user of realm master until a time.
 *
 * @param user the user's name
 * @param userId Keycloak's id of the user
 * @param roles of the realm's management client in master
 * @param grantedBy the name of the user who granted it
 * @param since when it was granted; ISO 8601, in UTC
 * @param until when it ends
 */
public record AccessRepresentation(
        String user, String userId, List<String> roles, String reason, String grantedBy, String since, String until) {

    static AccessRepresentation of(AccessGrant grant) {
        return new AccessRepresentation(grant.user(), grant.userId(), grant.roles(), grant.reason(), grant.grantedBy(),
                grant.since().toString(), grant.until().toString());
    }
}
