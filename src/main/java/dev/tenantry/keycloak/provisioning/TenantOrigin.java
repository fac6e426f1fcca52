package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.SignedUp;
import java.util.Set;
import org.keycloak.models.AdminRoles;

/**
 * The origin of a new tenant: an operator's request or a sign-up. The code sets the origin, not the request's body, so
 * no caller can choose an origin.
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
