package dev.tenantry.realm;

import dev.tenantry.tenant.SignedUp;
import java.util.Set;
import org.keycloak.models.AdminRoles;

/**
 * Who makes a tenant. No part of a request's body: nobody chooses it.
 *
 * @param adminRoles roles of the realm's client {@code realm-management} that the first user gets
 * @param signedUpOrNull null for a tenant that an operator makes
 */
public record TenantOrigin(Set<String> adminRoles, SignedUp signedUpOrNull) {

    public static final TenantOrigin OPERATOR = new TenantOrigin(Set.of(AdminRoles.REALM_ADMIN), null);

    /** True if the tenant comes from the sign-up page. */
    boolean isSignUp() {
        return signedUpOrNull != null;
    }
}
