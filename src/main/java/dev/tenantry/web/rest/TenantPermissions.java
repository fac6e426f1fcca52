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

    /** Returns Keycloak's id of the caller. */
    String callerId() {
        return caller.getUser().getId();
    }

    void requireManage() {
        require(Operators.MANAGERS);
    }

    /** Only tells the console what to display; each request checks the role again. */
    boolean mayManage() {
        return may(Operators.MANAGERS);
    }

    void requireView() {
        require(Set.of(AdminRoles.ADMIN, MasterRoles.MANAGE_TENANTS, MasterRoles.VIEW_TENANTS));
    }

    void requireGrant() {
        require(GRANTERS);
    }

    /** Only tells the console what to display; each request checks the role again. */
    boolean mayGrant() {
        return may(GRANTERS);
    }

    /**
     * Requires that the caller may administer a standard realm that is to become a tenant: as the tenant's operator,
     * the caller could read the realm's keys and the users' password hashes. Users with master's role {@code admin} may
     * do so. So may users of master with the roles {@code manage-realm} and {@code manage-users} of the realm's
     * management client in master.
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
