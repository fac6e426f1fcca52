package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.SignedUp;
import java.util.Set;
import org.keycloak.models.AdminRoles;

/**
 * The origin of a new tenant: an operator's request or a sign-up. The code that handles the request sets the origin.
 * The request's body can't contain the origin, so no caller can choose it.
 *
 * @param adminRoles the roles of client {@code realm-management} that the first user gets
 * @param signedUpOrNull the facts of the sign-up; null if an operator provisions the tenant
 */
public record TenantOrigin(Set<String> adminRoles, SignedUp signedUpOrNull) {

    public static final TenantOrigin OPERATOR = new TenantOrigin(Set.of(AdminRoles.REALM_ADMIN), null);

    /** True if the tenant comes from the sign-up page. */
    boolean isSignUp() {
        return signedUpOrNull != null;
    }
}
