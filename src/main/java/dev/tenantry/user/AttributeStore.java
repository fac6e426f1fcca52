package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.ArrayList;
import java.util.List;

/** Attributes: any number of values under a name, in order. */
public final class AttributeStore {

    private AttributeStore() {}

    /** Replaces all values of a name, those that another session has set meanwhile too; none removes it. */
    public static void set(TenantHandle handle, StoredUser user, String name, List<String> values) {
        if (values.equals(user.attributes.getOrDefault(name, List.of()))) {
            return;
        }
        UserStore.lock(handle, user);
        if (user.attributes.remove(name) != null || !user.isNew()) {
            handle.later("delete from user_attribute where user_id = ? and name = ?", user.id(), name);
        }
        if (!values.isEmpty()) {
            handle.later("""
                    insert into user_attribute (user_id, name, position, value)
                    select ?, ?, given.position - 1, given.value
                    from unnest(?) with ordinality as given (value, position)""",
                    user.id(), name, values.toArray(String[]::new));
            user.attributes.put(name, new ArrayList<>(values));
        }
    }
}
