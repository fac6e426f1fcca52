package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;

/** Which roles a user is mapped to and which groups they are in, by Keycloak's ids. */
public final class MembershipStore {

    private MembershipStore() {}

    /** @return false where the user has it already */
    public static boolean grantRole(TenantHandle handle, StoredUser user, String roleId) {
        if (!user.roleIds.add(roleId)) {
            return false;
        }
        UserStore.lock(handle, user);
        handle.later("insert into role_mapping (user_id, role_id) values (?, ?) on conflict do nothing",
                user.id(), roleId);
        return true;
    }

    /** @return false where the user does not have it */
    public static boolean revokeRole(TenantHandle handle, StoredUser user, String roleId) {
        if (!user.roleIds.remove(roleId)) {
            return false;
        }
        UserStore.lock(handle, user);
        handle.later("delete from role_mapping where user_id = ? and role_id = ?", user.id(), roleId);
        return true;
    }

    public static void grantRoleToAll(TenantHandle handle, String roleId) {
        handle.update("insert into role_mapping (user_id, role_id) select id, ? from users on conflict do nothing",
                roleId);
    }

    /** @return false where the user is in it already */
    public static boolean joinGroup(TenantHandle handle, StoredUser user, String groupId, String membershipType) {
        if (user.groups.putIfAbsent(groupId, membershipType) != null) {
            return false;
        }
        UserStore.lock(handle, user);
        handle.later("""
                insert into group_membership (user_id, group_id, membership_type) values (?, ?, ?)
                on conflict do nothing""", user.id(), groupId, membershipType);
        return true;
    }

    /** @return false where the user is not in it */
    public static boolean leaveGroup(TenantHandle handle, StoredUser user, String groupId) {
        if (user.groups.remove(groupId) == null) {
            return false;
        }
        UserStore.lock(handle, user);
        handle.later("delete from group_membership where user_id = ? and group_id = ?", user.id(), groupId);
        return true;
    }

    /** The role is gone: nobody is mapped to it any more. */
    public static void forgetRole(TenantHandle handle, String roleId) {
        handle.update("delete from role_mapping where role_id = ?", roleId);
    }

    /** The group is gone: nobody is in it any more. */
    public static void forgetGroup(TenantHandle handle, String groupId) {
        handle.update("delete from group_membership where group_id = ?", groupId);
    }
}
