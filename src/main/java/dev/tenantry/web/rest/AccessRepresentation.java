package dev.tenantry.web.rest;

import dev.tenantry.keycloak.access.AccessGrant;
import java.util.List;

/**
 * A grant that lets a user of realm master administer a tenant's realm for a limited time.
 *
 * @param user the user's name
 * @param userId Keycloak's id of the user
 * @param roles the granted roles of the realm's management client in master
 * @param grantedBy the name of the user who granted the access
 * @param since when the access was granted; ISO 8601, in UTC
 * @param until when the access ends; ISO 8601, in UTC
 */
public record AccessRepresentation(
        String user, String userId, List<String> roles, String reason, String grantedBy, String since, String until) {

    static AccessRepresentation of(AccessGrant grant) {
        return new AccessRepresentation(grant.user(), grant.userId(), grant.roles(), grant.reason(), grant.grantedBy(),
                grant.since().toString(), grant.until().toString());
    }
}
