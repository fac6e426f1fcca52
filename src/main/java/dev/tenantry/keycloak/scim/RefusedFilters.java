package dev.tenantry.keycloak.scim;

import dev.tenantry.keycloak.user.TenantComponents;
import org.keycloak.models.KeycloakSession;
import org.keycloak.scim.filter.ScimFilterException;

/**
 * Refuses SCIM filters. Keycloak answers a refused filter as SCIM requires: 400 with {@code invalidFilter} (RFC 7644,
 * 3.12).
 */
final class RefusedFilters {

    private RefusedFilters() {}

    /**
     * Refuses a kind of filter in tenant realms.
     *
     * @throws ScimFilterException if the context's realm is a tenant's
     */
    static void refuse(KeycloakSession session, String what) {
        if (TenantComponents.areIn(session.getContext().getRealm())) {
            throw new ScimFilterException("This realm does not support " + what
                    + ". List the resources without a filter, or search by Keycloak's admin API.");
        }
    }
}
