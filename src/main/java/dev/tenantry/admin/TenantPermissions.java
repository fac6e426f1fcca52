package dev.tenantry.admin;

import dev.tenantry.realm.MasterRoles;
import dev.tenantry.realm.Operators;
import jakarta.ws.rs.ForbiddenException;
import java.util.Set;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Whether the caller may work with tenants: by a role of master's, held by a user of master. */
final class TenantPermissions {

    private static final Set<String> GRANTERS = Set.of(AdminRoles.ADMIN, MasterRoles.GRANT_TENANT_ACCESS);

    private final AdminAuth caller;

    TenantPermissions(AdminPermissionEvaluator auth) {
        this.caller = auth.adminAuth();
    }

    /** Keycloak's id of the user who asks. */
    String callerId() {
        return caller.getUser().getId();
    }

    void requireManage() {
        require(Operators.MANAGERS);
    }

    /** For what is shown only; each request asks again. */
    boolean mayManage() {
        return may(Operators.MANAGERS);
    }

    void requireView() {
        require(Set.of(AdminRoles.ADMIN, MasterRoles.MANAGE_TENANTS, MasterRoles.VIEW_TENANTS));
    }

    void requireGrant() {
        require(GRANTERS);
    }

    /** For what is shown only; each request asks again. */
    boolean mayGrant() {
        return may(GRANTERS);
    }

    /**
     * Requires the rights of an admin over a standard realm that is to become a tenant: an operator of its tenant can
     * read its keys and its users' password hashes. Master's {@code admin} has them, and so has a user of master with
     * {@code manage-realm} and {@code manage-users} of the realm's management client in master.
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
