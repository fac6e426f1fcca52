package dev.tenantry.web.rest;

import dev.tenantry.keycloak.realm.MasterRoles;
import dev.tenantry.keycloak.realm.Operators;
import jakarta.ws.rs.ForbiddenException;
import java.util.Set;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Checks that the caller is a user of realm master, and has the role in master that the request needs. */
final class TenantPermissions {

    private static final Set<String> GRANTERS = Set.of(AdminRoles.ADMIN, MasterRoles.GRANT_TENANT_ACCESS);

    private final AdminAuth caller;

    TenantPermissions(AdminPermissionEvaluator auth) {
        this.caller = auth.adminAuth();
    }

    /** Returns the caller's user id in Keycloak. */
    String callerId() {
        return caller.getUser().getId();
    }

    void requireManage() {
        require(Operators.MANAGERS);
    }

    /**
     * True if the caller may change tenants. The console uses the result only for its display: each request to change a
     * tenant checks the caller's roles again.
     */
    boolean mayManage() {
        return may(Operators.MANAGERS);
    }

    void requireView() {
        require(Set.of(AdminRoles.ADMIN, MasterRoles.MANAGE_TENANTS, MasterRoles.VIEW_TENANTS));
    }

    void requireGrant() {
        require(GRANTERS);
    }

    /**
     * True if the caller may grant access to tenants. The console uses the result only for its display: each request to
     * grant access checks the caller's roles again.
     */
    boolean mayGrant() {
        return may(GRANTERS);
    }

    /**
     * Requires that the caller may administer the given realm, a standard realm that is to become a tenant. Without
     * this check, an operator could gain rights over a realm by adopting the realm: operators can read the keys of each
     * tenant's realm, and the password hashes of the realm's users. A user may administer a realm in two cases. Either
     * the user has master's role {@code admin}, or the user has both roles {@code manage-realm} and {@code
     * manage-users} of the realm's management client in master.
     */
    void requireAdminOf(RealmModel realm) {
        ClientModel management = realm.getMasterAdminClient();
        boolean mayAdminister = may(Set.of(AdminRoles.ADMIN))
                || management != null
                        && RealmManager.isAdministrationRealm(caller.getRealm())
                        && caller.hasAppRole(management, AdminRoles.MANAGE_REALM)
                        && caller.hasAppRole(management, AdminRoles.MANAGE_USERS);
        if (!mayAdminister) {
            throw new ForbiddenException();
        }
    }

    private void require(Set<String> roleNames) {
        if (!may(roleNames)) {
            throw new ForbiddenException();
        }
    }

    private boolean may(Set<String> roleNames) {
        return RealmManager.isAdministrationRealm(caller.getRealm())
                && Operators.holdsOneOf(caller.getUser(), caller.getClient(), roleNames);
    }
}
