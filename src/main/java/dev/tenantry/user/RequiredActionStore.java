package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;

/** What a user is asked to do at the next login. */
public final class RequiredActionStore {

    private RequiredActionStore() {}

    public static void add(TenantHandle handle, StoredUser user, String action) {
        if (user.requiredActions.add(action)) {
            UserStore.lock(handle, user);
            handle.later("""
                    insert into required_action (user_id, action) values (?, ?) on conflict do nothing""",
                    user.id(), action);
        }
    }

    public static void remove(TenantHandle handle, StoredUser user, String action) {
        if (user.requiredActions.remove(action)) {
            UserStore.lock(handle, user);
            handle.later("delete from required_action where user_id = ? and action = ?", user.id(), action);
        }
    }
}
