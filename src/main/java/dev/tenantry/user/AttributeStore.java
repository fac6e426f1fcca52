package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Attributes: any number of values under a name, in order. */
public final class AttributeStore {

    private AttributeStore() {}

    /** Replaces all values of a name; none removes it. */
    public static void set(TenantHandle handle, StoredUser user, String name, List<String> values) {
        if (values.equals(user.attributes.getOrDefault(name, List.of()))) {
            return;
        }
        if (user.attributes.remove(name) != null) {
            handle.update("delete from user_attribute where user_id = ? and name = ?", user.id(), name);
        }
        if (values.isEmpty()) {
            return;
        }
        List<Object[]> rows = IntStream.range(0, values.size())
                .mapToObj(position -> new Object[] {user.id(), name, position, values.get(position)})
                .toList();
        handle.batch("insert into user_attribute (user_id, name, position, value) values (?, ?, ?, ?)", rows);
        user.attributes.put(name, new ArrayList<>(values));
    }
}
