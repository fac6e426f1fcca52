package dev.tenantry.keycloak.user;

import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.storage.federated.UserGroupMembershipFederatedStorage;
import org.keycloak.storage.federated.UserRoleMappingsFederatedStorage;

/** The roles and groups of a tenant's users. Not thread-safe. */
final class TenantMemberships implements UserRoleMappingsFederatedStorage, UserGroupMembershipFederatedStorage {

    private final UsersById users;

    TenantMemberships(KeycloakSession session) {
        this.users = new UsersById(session);
    }

    @Override
    public void grantRole(RealmModel realm, String userId, RoleModel role) {
        users.change(realm, userId, user -> user.grantRole(role.getId()));
    }

    @Override
    public void deleteRoleMapping(RealmModel realm, String userId, RoleModel role) {
        users.change(realm, userId, user -> user.revokeRole(role.getId()));
    }

    @Override
    public Stream<RoleModel> getRoleMappingsStream(RealmModel realm, String userId) {
        return users.find(realm, userId).stream()
                .flatMap(user -> user.roleIds().stream())
                .map(realm::getRoleById)
                .filter(Objects::nonNull);
    }

    /** Returns an empty stream, because the result of Keycloak's user store already contains the tenant's users. */
    @Override
    public Stream<String> getRoleMembersStream(RealmModel realm, RoleModel role, Integer first, Integer max) {
        return Stream.empty();
    }

    @Override
    public Stream<GroupModel> getGroupsStream(RealmModel realm, String userId) {
        return users.find(realm, userId).stream()
                .flatMap(user -> user.groupIds().stream())
                .map(realm::getGroupById)
                .filter(Objects::nonNull);
    }

    /** Returns an empty stream, because the result of Keycloak's user store already contains the tenant's users. */
    @Override
    public Stream<String> getMembershipStream(RealmModel realm, GroupModel group, Integer first, Integer max) {
        return Stream.empty();
    }

    @Override
    public void joinGroup(RealmModel realm, String userId, GroupModel group) {
        users.change(realm, userId, user -> user.joinGroup(group.getId(), MembershipType.UNMANAGED.name()));
    }

    @Override
    public void leaveGroup(RealmModel realm, String userId, GroupModel group) {
        users.change(realm, userId, user -> user.leaveGroup(group.getId()));
    }
}
