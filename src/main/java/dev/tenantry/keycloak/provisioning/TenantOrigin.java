package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.SignedUp;
import java.util.Set;
import org.keycloak.models.AdminRoles;

/**
 * The source of a new tenant. Not part of a request's body, so no caller can choose it.
 *
 * @param adminRoles roles of the realm's client {@code realm-management} that the first user gets
 * @param signedUpOrNull null if an operator makes the tenant
 */
public record TenantOrigin(Set<String> adminRoles, SignedUp signedUpOrNull) {

    public static final TenantOrigin OPERATOR = new TenantOrigin(Set.of(AdminRoles.REALM_ADMIN), null);

    /** True if the tenant comes from the sign-up page. */
    boolean isSignUp() {
        return signedUpOrNull != null;
    }
}
