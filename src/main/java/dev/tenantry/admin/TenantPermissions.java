package dev.tenantry.admin;

import dev.tenantry.realm.MasterRoles;
import jakarta.ws.rs.ForbiddenException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Whether the caller may work with tenants: by a role of master's, held by a user of master. Master's {@code admin}
 * may too, and is recognized by name: its composites, some twenty for each realm there is, are never looked into.
 */
final class TenantPermissions {

    private static final Set<String> MANAGERS = Set.of(AdminRoles.ADMIN, MasterRoles.MANAGE_TENANTS);

    private final AdminAuth caller;

    TenantPermissions(AdminPermissionEvaluator auth) {
        this.caller = auth.adminAuth();
    }

    /** Keycloak's id of the user who asks. */
    String callerId() {
        return caller.getUser().getId();
    }

    void requireManage() {
        require(MANAGERS);
    }

    /** For what is shown only; each request asks again. */
    boolean mayManage() {
        return may(MANAGERS);
    }

    void requireView() {
        require(Set.of(AdminRoles.ADMIN, MasterRoles.MANAGE_TENANTS, MasterRoles.VIEW_TENANTS));
    }

    private void require(Set<String> roleNames) {
        if (!may(roleNames)) {
            throw new ForbiddenException();
        }
    }

    private boolean may(Set<String> roleNames) {
        return RealmManager.isAdministrationRealm(caller.getRealm()) && holdsOneOf(roleNames);
    }

    private boolean holdsOneOf(Set<String> roleNames) {
        Deque<RoleModel> open = new ArrayDeque<>();
        mappedRoles(caller.getUser()).forEach(open::add);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            RoleModel role = open.remove();
            if (!seen.add(role.getId())) {
                continue;
            }
            if (!role.isClientRole() && roleNames.contains(role.getName())) {
                if (caller.getClient().hasScope(role)) {
                    return true;
                }
            } else if (role.isComposite() && !isAdmin(role)) {
                role.getCompositesStream().forEach(open::add);
            }
        }
        return false;
    }

    private static boolean isAdmin(RoleModel role) {
        return !role.isClientRole() && role.getName().equals(AdminRoles.ADMIN);
    }

    private static Stream<RoleModel> mappedRoles(UserModel user) {
        return Stream.concat(
                user.getRoleMappingsStream(),
                user.getGroupsStream()
                        .flatMap(group -> Stream.iterate(group, found -> found != null, GroupModel::getParent))
                        .flatMap(GroupModel::getRoleMappingsStream));
    }
}
